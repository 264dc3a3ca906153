"""Every page of the registry, bare and with parameters, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.pages import PAGES
from dashboard.ui.head import PRODUCT

from .conftest import NARROW, WIDE, Opener
from .window import Window

EXAMPLES = {
    "map": "layer=incidents:eurepoc&role=origin&on=2021-06-30&c=EST&region=Europe&my=FRA",
    "country": "c=GHA&on=2024-01-01&my=FRA",
    "compare": "c=FRA,BRA,KEN&my=BRA",
    "pair": "a=FRA&b=BRA&on=2024-06-30",
    "treaties": "t=CETS185&on=2024-06-30&part=all",
    "csirts": "region=Africa&on=2024-06-30&part=all",
    "incidents": "dataset=eurepoc",
    "obstacles": "o=3&my=FRA&w=gci_legal:3,wgi_rl:1",
    "gaps": "on=2024-06-30&part=all",
    "efforts": "on=2024-06-30&part=all",
    "guide": "my=FRA",
    "data": "topic=incidents&q=cyber&my=FRA",
}
"""A full address of each page: a new page is tested once it has one."""


def violations(window: Window) -> list[str]:
    """What axe calls serious or critical."""
    found = Axe().run(window.page).response["violations"]
    return [
        f"{each['impact']} {each['id']} at {' '.join(map(str, node['target']))}: "
        f"{' '.join(node['failureSummary'].split())[:300]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]


def test_every_page_has_an_example() -> None:
    assert set(EXAMPLES) >= {page.url_path for page in PAGES}, "add the page to EXAMPLES"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["", *(page.url_path for page in PAGES)])
def test_page(window: Opener, path: str, width: int, dark: bool) -> None:
    reader = window(width, dark=dark)
    for query in ("", f"?{EXAMPLES[path or 'map']}"):
        reader.open(f"/{path}{query}")
        assert reader.page.locator(".problem, .notice").all_inner_texts() == []
        assert len(reader.headings) == 1, reader.headings
        assert reader.page.locator("html").get_attribute("lang") == "en"
        assert reader.page.title().endswith(PRODUCT)
        assert reader.too_wide() == []
    assert violations(reader) == []
