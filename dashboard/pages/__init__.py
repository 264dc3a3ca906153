"""Every page of the product, in the order of the navigation. The first is also the home page."""

from dashboard.pages import (
    compare,
    country,
    csirts,
    data,
    efforts,
    gaps,
    guide,
    incidents,
    obstacles,
    pair,
    treaties,
    world_map,
)
from dashboard.ui.shell import PageEntry

PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        url_path="map",
        title="World map",
        label="Map",
        description="Treaties, CERT/CSIRT, reported incidents and obstacles by country, on a date.",
        render=world_map.render,
    ),
    PageEntry(
        url_path="country",
        title="Country profile",
        label="Country",
        description="One country: treaties, organisations, CERT/CSIRT, incidents and obstacles.",
        render=country.render,
    ),
    PageEntry(
        url_path="compare",
        title="Compare countries",
        label="Compare",
        description="Two to six countries side by side: every dimension, differences marked.",
        render=compare.render,
    ),
    PageEntry(
        url_path="pair",
        title="Two countries",
        label="Pair",
        description="Two countries on a date: every channel in force, and what is in the way.",
        render=pair.render,
    ),
    PageEntry(
        url_path="treaties",
        title="Treaties",
        label="Treaties",
        description="Who joined which treaty and when, how long it took, and what has changed.",
        render=treaties.render,
    ),
    PageEntry(
        url_path="csirts",
        title="CERT/CSIRT",
        label="CERT/CSIRT",
        description="National response teams with evidence, a directory of teams, and networks.",
        render=csirts.render,
    ),
    PageEntry(
        url_path="incidents",
        title="Reported incidents",
        label="Incidents",
        description="Reported incidents by year, country, kind and suspected origin, with bias.",
        render=incidents.render,
    ),
    PageEntry(
        url_path="efforts",
        title="Efforts",
        label="Efforts",
        description="Every organisation, treaty and network of cyber cooperation: roles, members.",
        render=efforts.render,
    ),
    PageEntry(
        url_path="obstacles",
        title="Obstacles",
        label="Obstacles",
        description="The nine obstacles measured, your own weights with their stability, indices.",
        render=obstacles.render,
    ),
    PageEntry(
        url_path="gaps",
        title="Gaps",
        label="Gaps",
        description="Incidents between states that share no channel, and what would close the gap.",
        render=gaps.render,
    ),
    PageEntry(
        url_path="guide",
        title="Guide",
        label="Guide",
        description="Why cybersecurity is global, forms of cooperation, obstacles, and a glossary.",
        render=guide.render,
    ),
    PageEntry(
        url_path="data",
        title="Data and sources",
        label="Data",
        description="Every source with its licence, date and coverage; every table to download.",
        render=data.render,
    ),
)
