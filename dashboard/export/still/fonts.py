"""The font of exported figures: our own file, the same on every server; measured, never guessed.

Letters the font lacks (arrows, Greek, Cyrillic, Arabic) come from DejaVu Sans, which Matplotlib
brings along.
"""

import base64
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

FAMILY = "Cooperation Sans"
FALLBACK = "DejaVu Sans"
CSS_FAMILIES = f"'{FAMILY}', 'Source Sans 3', 'Helvetica Neue', Arial, '{FALLBACK}', sans-serif"
"""What an SVG asks for; the first is inside the file."""
POINTS = 0.72
"""Points in a pixel: figures are laid out at 100 pixels an inch."""
_FOLDER = Path(__file__).parents[3] / "static" / "vendor"
_FILES = {
    400: _FOLDER / "cooperation-sans-regular.ttf",
    700: _FOLDER / "cooperation-sans-bold.ttf",
}

for _file in _FILES.values():
    fontManager.addfont(str(_file))
# Text stays text in SVG and PDF, letters stand where they were measured, and nothing in a file
# depends on the time or on chance.
mpl.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "global-cyber-cooperation-dashboard",
        "pdf.fonttype": 42,
        "pdf.compression": 6,
        "text.hinting": "none",
        "text.hinting_factor": 1,
        "path.simplify": False,
    }
)


@cache
def font(size: float, bold: bool = False) -> FontProperties:
    """The font at ``size`` pixels."""
    weight = "bold" if bold else "normal"
    return FontProperties(family=[FAMILY, FALLBACK], size=size * POINTS, weight=weight)


@lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in pixels."""
    if not text:
        return 0.0
    wide, _, _ = text_to_path.get_text_width_height_descent(text, font(size, bold), False)
    return float(wide) / POINTS


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Lines no wider than ``room`` pixels, broken at spaces, in long words after ``&,/-``."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined, size, bold) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, size, bold)
        lines += full
    return [*lines, line] if line else lines


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word cut into pieces that fit."""
    pieces: list[str] = []
    while width(word, size, bold) > room and len(word) > 1:
        fits = next(
            n for n in range(len(word), 0, -1) if n == 1 or width(word[:n], size, bold) <= room
        )
        soft = max(word.rfind(mark, 0, fits) for mark in "&,/-=") + 1
        cut = soft if soft > fits // 2 else fits
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def fitted(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        shorter = text[:end].rstrip(" ,;:(–-") + "…"
        if width(shorter, size, bold) <= room:
            return shorter
    return "…"


@cache
def face_css() -> str:
    """The font as style rules with the files inside, so that an SVG looks the same everywhere."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{_woff(file)}) format('woff')}}"
        for weight, file in _FILES.items()
    )


def _woff(file: Path) -> str:
    font_file = TTFont(file, recalcTimestamp=False)
    font_file.flavor = "woff"
    out = BytesIO()
    font_file.save(out)
    return base64.b64encode(out.getvalue()).decode()
