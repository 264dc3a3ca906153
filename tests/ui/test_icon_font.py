"""The icon font we send holds every icon that Streamlit or our pages can ask for."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _script():
    path = ROOT / "scripts" / "build_icon_font.py"
    spec = importlib.util.spec_from_file_location("build_icon_font", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_icon_in_use_is_in_the_font() -> None:
    script = _script()
    listed = script.NAMES.read_text().replace("# not in the font: ", "").split()
    assert script.icons_in_use() - set(listed) == set(), script.__doc__
