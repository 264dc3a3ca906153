"""Every page of the product, in the order of the navigation. The first is also the home page."""

from dashboard.pages import data
from dashboard.ui.shell import PageEntry

PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        url_path="data",
        title="Data and sources",
        label="Data",
        description="Every source with its licence, date and coverage; every table to download.",
        render=data.render,
    ),
)
