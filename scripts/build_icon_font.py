"""Cut Streamlit's icon font to the icons that can appear: 375 kB become 9.

    python -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools brotli
    .venv/bin/python scripts/build_icon_font.py --names | \
        /tmp/fonts/bin/python scripts/build_icon_font.py <path printed by --font>

To be run again when ``tests/ui/test_icon_font.py`` says that an icon is missing, which a new
version of Streamlit may cause. The two steps keep font tools out of the app's environment.
"""

import argparse
import importlib.util
import re
import sys
from pathlib import Path
from string import ascii_letters, digits

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "static" / "vendor" / "material-symbols-cut.woff2"
NAMES = OUT.with_suffix(".txt")
_USE = re.compile(r":material/([a-z0-9_]+)")


def streamlit_static() -> Path:
    """The folder of Streamlit's own scripts and fonts."""
    spec = importlib.util.find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise SystemExit("Streamlit is not installed here")
    return Path(spec.origin).parent / "static" / "static"


def icons_in_use() -> set[str]:
    """Names of icons in Streamlit's scripts and in our own pages."""
    files = [*streamlit_static().glob("js/*.js"), *(ROOT / "dashboard").rglob("*.py")]
    return {name for file in files for name in _USE.findall(file.read_text(errors="ignore"))}


def cut(font: Path, names: set[str]) -> None:
    """Write the font with only the ligatures of ``names``, and the list of those it has."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    opened = TTFont(font)
    letters = {glyph: chr(code) for code, glyph in opened.getBestCmap().items()}
    kept: dict[str, str] = {}
    for lookup in opened["GSUB"].table.LookupList.Lookup:
        for table in (getattr(t, "ExtSubTable", t) for t in lookup.SubTable):
            for first, ligatures in list(getattr(table, "ligatures", {}).items()):
                spelt = {
                    "".join(letters.get(g, "?") for g in (first, *lig.Component)): lig
                    for lig in ligatures
                }
                wanted = {name: lig for name, lig in spelt.items() if name in names}
                kept |= {name: lig.LigGlyph for name, lig in wanted.items()}
                table.ligatures[first] = list(wanted.values())
    options = subset.Options(flavor="woff2", layout_features=["*"], name_IDs=["*"])
    cutter = subset.Subsetter(options)
    # A character the cut font lacks would make the browser fetch the whole one as well.
    cutter.populate(text=f" {ascii_letters}{digits}_", glyphs=list(kept.values()))
    cutter.subset(opened)
    subset.save_font(opened, OUT, options)
    absent = "".join(f"# not in the font: {name}\n" for name in sorted(names - set(kept)))
    NAMES.write_text(absent + "".join(f"{name}\n" for name in sorted(kept)))
    print(f"{OUT}: {OUT.stat().st_size} bytes, {len(kept)} icons")


def main() -> None:
    """Print names or the font's path, or cut the font to the names given on standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("font", type=Path, nargs="?", help="the font to cut")
    parser.add_argument("--names", action="store_true", help="print the icons in use")
    parser.add_argument("--font", action="store_true", dest="where", help="print the font's path")
    args = parser.parse_args()
    if args.names:
        print("\n".join(sorted(icons_in_use())))
    elif args.where:
        print(*streamlit_static().glob("media/MaterialSymbols-Rounded.*.woff2"))
    elif args.font:
        cut(args.font, set(sys.stdin.read().split()))
    else:
        parser.error("give a font, --names or --font")


if __name__ == "__main__":
    main()
