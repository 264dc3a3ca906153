"""Alternative text for figures: what, where, when, the extremes, and how much is missing."""

from collections.abc import Iterable, Sequence

from dashboard.charts.format import listing, number, plural


def sentence(*parts: str) -> str:
    """Parts that say something, each ended with one full stop."""
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())


def class_counts(entries: Iterable[tuple[str, int]]) -> str:
    """'Countries and territories by class: In force 76, Signed 2', without empty classes."""
    held = [f"{label} {number(count)}" for label, count in entries if count]
    return f"Countries and territories by class: {', '.join(held)}" if held else ""


def extremes(
    pairs: Sequence[tuple[str, float]], decimals: int = 0, unit: str = "", most: int = 3
) -> str:
    """'Highest: A (12), B (9) and C (7). Lowest: Z (1)' for (name, value) pairs, ties by name."""
    if not pairs:
        return ""
    ranked = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    top = [f"{name} ({number(value, decimals, unit)})" for name, value in ranked[:most]]
    text = f"Highest: {listing(top)}"
    if len(ranked) > most:
        name, value = ranked[-1]
        text += f". Lowest: {name} ({number(value, decimals, unit)})"
    return text


def missing(count: int, one: str = "country", many: str = "countries") -> str:
    """'12 countries without data'; '' when nothing is missing."""
    return f"{plural(count, one, many)} without data" if count else ""
