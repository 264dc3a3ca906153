"""Colour arithmetic: contrast (WCAG 2.2), perceived difference (CIEDE2000), colour vision.

Small pure functions on ``#RRGGBB`` strings. The tests of the palette use all of them; builders use
``readable_on`` to choose the text colour inside a filled mark.
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Rgb = tuple[float, float, float]

# Full-severity matrices for linear RGB: Machado, Oliveira & Fernandes (2009),
# doi.org/10.1109/TVCG.2009.113.
_VISION: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
VISIONS = ("normal", *_VISION)


def _linear(colour: str) -> Rgb:
    """Linear-light red, green and blue, each 0–1."""
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def _hex(linear: Rgb) -> str:
    clipped = [min(1.0, max(0.0, v)) for v in linear]
    coded = [v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in clipped]
    return "#" + "".join(f"{round(v * 255):02X}" for v in coded)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, 0 (black) to 1 (white)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21; text needs 4.5, graphic marks 3."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(fill: str, dark: str = "#1B2733", light: str = "#FFFFFF") -> str:
    """Whichever of the two text colours has more contrast on ``fill``."""
    return dark if contrast(fill, dark) >= contrast(fill, light) else light


def with_alpha(fill: str, alpha: float) -> str:
    """The colour as ``rgba(…)``, 0 clear to 1 full."""
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def seen_as(colour: str, vision: str) -> str:
    """The colour as a reader with ``vision`` (one of VISIONS) sees it."""
    if vision == "normal":
        return colour
    linear = _linear(colour)
    red, green, blue = (
        sum(weight * value for weight, value in zip(row, linear, strict=True))
        for row in _VISION[vision]
    )
    return _hex((red, green, blue))


def _lab(colour: str) -> Rgb:
    red, green, blue = _linear(colour)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str) -> float:
    """CIEDE2000 difference; about 2 is just visible side by side, 10 is plain at a glance."""
    return ciede2000(_lab(one), _lab(other))


def ciede2000(one: Rgb, other: Rgb) -> float:
    """CIEDE2000 between two CIELAB colours (L*, a*, b*)."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean_chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 0.5 * (1 - sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + stretch), a2 * (1 + stretch)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + 180) % 360 - 180
    if not grey and h2 - h1 == 180:
        turn = 180.0
    hue = h1 + h2 if grey else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    spread = (light - 50) ** 2
    dl = (l2 - l1) / (1 + 0.015 * spread / sqrt(20 + spread))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    twist = -2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    twist *= sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(dl**2 + dc**2 + dh**2 + twist * dc * dh)
