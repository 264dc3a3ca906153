"""The controls of a page, found on the page itself, and how a reader works each of them.

Tables that Streamlit draws on a canvas have no parts a browser could name and are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# Kind, accessible name and place among the controls of its kind, for everything in sight of a
# reader; links count where they change the view of the same page, one for each list of links.
_FIND = """() => {
  const shown = (e) => e.offsetParent !== null && e.getBoundingClientRect().width > 0;
  const name = (e) => (e.querySelector('[data-testid=stWidgetLabel]')?.innerText
    || e.querySelector('[aria-label]')?.getAttribute('aria-label') || e.innerText || '')
    .split('\\n')[0].trim();
  const found = [];
  for (const kind of KINDS) {
    [...document.querySelectorAll(`.stMain [data-testid=${kind}]`)].forEach((e, place) => {
      if (shown(e) && !e.querySelector('button:disabled')) found.push([kind, name(e), place]);
    });
  }
  const lists = new Set();
  [...document.querySelectorAll('.stMain .stHtml a[href]')].forEach((a, place) => {
    const list = a.closest('nav, .mx, table, ul, .choices');
    const same = a.pathname === location.pathname && a.search !== location.search;
    if (!list || !same || !shown(a) || a.closest('.site-links') || lists.has(list)) return;
    lists.add(list);
    const what = list.getAttribute('aria-label') || list.className || list.tagName.toLowerCase();
    found.push(['link', `${what}: ${a.innerText.trim()}`.slice(0, 60), place]);
  });
  return found;
}"""
KINDS = (
    "stSelectbox",
    "stMultiSelect",
    "stButtonGroup",
    "stDateInput",
    "stButton",
    "stCheckbox",
    "stTextInput",
    "stSlider",
    "stExpander",
    "stPopover",
    "stBidiComponentIsolated",
)
_PLACES = ([-52.0, -10.0], [79.0, 22.0], [2.5, 28.0], [134.0, -25.0])  # Brazil, India, Algeria …
_AT = """([lon, lat]) => {
  const plot = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .map((e) => e.shadowRoot?.querySelector('.plot')).find(Boolean);
  const box = plot.getBoundingClientRect();
  const [x, y] = plot._fullLayout.geo._subplot.projection([lon, lat]);
  return [box.left + x, box.top + y];
}"""


@dataclass(frozen=True, slots=True)
class Control:
    """One control: Streamlit's name of its kind, its accessible name, its place among its kind."""

    kind: str
    name: str
    place: int

    @property
    def floats(self) -> bool:
        """Whether what it opens floats above the page."""
        return self.kind == "stPopover"

    @property
    def label(self) -> str:
        """Kind and name in a line."""
        return f"{self.kind.removeprefix('st')} “{self.name or 'map'}”".replace("|", "/")

    def act(self, page: Page, turn: int) -> None:
        """What a reader does; even and odd turns undo each other where they can."""
        if self.kind == "link":
            page.locator(".stMain .stHtml a[href]").nth(self.place).click()
            return
        whole = page.locator(f".stMain [data-testid={self.kind}]").nth(self.place)
        whole.scroll_into_view_if_needed()
        _ACTS.get(self.kind, _click)(page, whole, turn)

    def undo(self, page: Page) -> None:
        """Close what was opened or go back, untimed."""
        if self.floats:
            page.keyboard.press("Escape")
        elif self.kind == "link":
            page.go_back()


def controls(page: Page) -> list[Control]:
    """Every control in sight, menus beside figures once."""
    kinds = "[" + ",".join(f"'{kind}'" for kind in KINDS) + "]"
    found = [Control(*each) for each in page.evaluate(_FIND.replace("KINDS", kinds))]
    return list({(control.kind, control.name): control for control in reversed(found)}.values())[
        ::-1
    ]


def _click(page: Page, whole: Locator, turn: int) -> None:
    whole.locator("button, summary, label").first.click()


def _select(page: Page, whole: Locator, turn: int) -> None:
    field = whole.locator("input").first
    field.click()
    field.press("ArrowUp" if turn % 2 else "ArrowDown")
    field.press("Enter")


def _several(page: Page, whole: Locator, turn: int) -> None:
    field = whole.locator("input").first
    field.click()
    if turn % 2:
        field.press("Backspace")
    else:
        field.press("ArrowDown")
        field.press("Enter")


def _group(page: Page, whole: Locator, turn: int) -> None:
    whole.locator("[aria-checked=false], [aria-pressed=false]").first.click()


def _date(page: Page, whole: Locator, turn: int) -> None:
    year = whole.locator("[role=spinbutton]").first
    year.click()
    year.press("ArrowUp" if turn % 2 else "ArrowDown")
    year.blur()  # leaving the field takes the day


def _text(page: Page, whole: Locator, turn: int) -> None:
    field = whole.locator("input").first
    field.fill("" if turn % 2 else "an")
    field.press("Enter")


def _slide(page: Page, whole: Locator, turn: int) -> None:
    whole.locator("[role=slider]").first.press("ArrowLeft" if turn % 2 else "ArrowRight")


def _map(page: Page, whole: Locator, turn: int) -> None:
    x, y = page.evaluate(_AT, _PLACES[turn % len(_PLACES)])
    page.mouse.click(x, y)


_ACTS: dict[str, Callable[[Page, Locator, int], None]] = {
    "stSelectbox": _select,
    "stMultiSelect": _several,
    "stButtonGroup": _group,
    "stDateInput": _date,
    "stTextInput": _text,
    "stSlider": _slide,
    "stBidiComponentIsolated": _map,
}
