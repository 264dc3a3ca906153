"""Which form of an answer a client takes: the header Accept, read as RFC 9110 says."""

from collections.abc import Sequence

from starlette.responses import Response

FORMS = {"json": "application/json", "csv": "text/csv"}


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The form of FORMS among ``offered`` that the header likes best; None where it takes none.

    Without a header, or where it likes several alike, the first offered.
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",")]
    scores = {form: _score(FORMS[form], ranges) for form in offered}
    best = max(offered, key=lambda form: scores[form])
    return best if scores[best] > 0 else None


def accepts_gzip(header: str) -> bool:
    """Whether Accept-Encoding takes gzip."""
    for part in header.split(","):
        name, weight = _range(part)
        if name in ("gzip", "*"):
            return weight > 0
    return False


def vary(response: Response, *names: str) -> None:
    """Name request headers on which the answer depends."""
    response.headers["vary"] = ", ".join(names)


def _range(part: str) -> tuple[str, float]:
    """'text/*;q=0.5' → ('text/*', 0.5); a weight that cannot be read counts as 1."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                break
    return name, 1.0


def _score(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most exact range that fits."""
    group = kind.partition("/")[0]
    for exact in (kind, f"{group}/*", "*/*"):
        found = [weight for name, weight in ranges if name == exact]
        if found:
            return max(found)
    return 0.0
