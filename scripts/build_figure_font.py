"""Cut the font of exported figures out of Source Sans 3 (OFL): Latin letters, two weights.

Get the source first: ``npm pack @fontsource/source-sans-3@5.3.1`` and unpack it. Then
``python scripts/build_figure_font.py package static/vendor``. The name is changed because the
licence reserves “Source” for the unchanged font.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Cooperation Sans"
WEIGHTS = {400: "Regular", 600: "Bold"}
BLOCKS = ((0x20, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2300))


def main(package: Path, out: Path) -> None:
    """Write ``cooperation-sans-<style>.ttf`` for each weight, and the licence."""
    for weight, style in WEIGHTS.items():
        font = _joined(package, weight)
        options = Options(hinting=False, layout_features=["kern"], name_IDs=[0, 13, 14])
        cutter = Subsetter(options)
        codes = [c for c in font.getBestCmap() if any(a <= c < b for a, b in BLOCKS)]
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        _rename(font, style)
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = 3_800_000_000  # a fixed day in 2024
        font.save(out / f"cooperation-sans-{style.casefold()}.ttf")
    text = (package / "LICENSE").read_text(encoding="utf-8")
    note = (
        "Cooperation Sans: Source Sans 3, Copyright 2023 Adobe, cut to Latin letters by"
        " scripts/build_figure_font.py and renamed.\n\n"
    )
    (out / "cooperation-sans.LICENSE.txt").write_text(note + text, encoding="utf-8")


def _joined(package: Path, weight: int) -> TTFont:
    """The Latin parts of one weight as one font."""
    parts = []
    for part in ("latin", "latin-ext"):
        font = TTFont(package / f"files/source-sans-3-{part}-{weight}-normal.woff")
        font.flavor = None
        plain = BytesIO()
        font.save(plain)
        plain.seek(0)
        parts.append(plain)
    return Merger().merge(parts)


def _rename(font: TTFont, style: str) -> None:
    names = {1: FAMILY, 2: style, 3: f"{FAMILY} {style} 1", 4: f"{FAMILY} {style}"}
    names |= {5: "Version 1.0", 6: f"CooperationSans-{style}"}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
