"""Words in a row, as a sentence has them."""

from collections.abc import Sequence


def listing(words: Sequence[str], limit: int | None = None) -> str:
    """'A', 'A and B', 'A, B and C'; with a limit 'A, B and 3 more'."""
    shown = list(words)
    if limit is not None and len(shown) > limit:
        shown = [*shown[:limit], f"{len(words) - limit} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
