"""The shape of the network of legal bases: parts that hang together, and what holds them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice

import networkx as nx
import numpy as np

from dashboard.analysis.gaps import linked_on
from dashboard.analysis.network import network
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MOST_CLIQUES = 2000
Group = tuple[str, ...]


@dataclass(frozen=True)
class Structure:
    """Countries as nodes, an edge where a legal basis of the sense is known to be in force.

    ``components`` are groups in which everyone can be reached over others, largest first;
    ``alone`` have no link. A ``bridge`` is a link, a ``cut_point`` a country, without which a
    component falls apart. ``cliques`` are the largest groups (three or more) in which everyone is
    linked with everyone; ``all_cliques`` is False where the search stopped at MOST_CLIQUES.
    """

    sense: str
    countries: int
    links: int
    components: tuple[Group, ...]
    alone: Group
    bridges: tuple[tuple[str, str], ...]
    cut_points: Group
    cliques: tuple[Group, ...]
    all_cliques: bool

    @property
    def density(self) -> float:
        """Percent of all pairs that are linked."""
        pairs = self.countries * (self.countries - 1) / 2
        return 100 * self.links / pairs if pairs else float("nan")


@per_store(size=32)
def structure(store: Store, sense: str, on: date, most: int = MOST_CLIQUES) -> Structure:
    """The shape of the network of one sense ('narrow' or 'any') on a day, codes sorted."""
    found = network(store)
    known, _ = linked_on(found, on, sense)
    graph = nx.Graph()
    graph.add_nodes_from(found.countries)
    ends = np.argwhere(np.triu(known, 1))
    graph.add_edges_from((found.countries[a], found.countries[b]) for a, b in ends)
    parts = sorted((tuple(sorted(p)) for p in nx.connected_components(graph)), key=_largest)
    cliques = [tuple(sorted(group)) for group in islice(nx.find_cliques(graph), most + 1)]
    blocks = [sorted(block) for block in nx.biconnected_components(graph)]
    in_blocks = Counter(country for block in blocks for country in block)
    return Structure(
        sense=sense,
        countries=graph.number_of_nodes(),
        links=graph.number_of_edges(),
        components=tuple(part for part in parts if len(part) > 1),
        alone=tuple(part[0] for part in parts if len(part) == 1),
        bridges=tuple(sorted((block[0], block[1]) for block in blocks if len(block) == 2)),
        cut_points=tuple(sorted(c for c, count in in_blocks.items() if count > 1)),
        cliques=tuple(sorted((c for c in cliques[:most] if len(c) > 2), key=_largest)),
        all_cliques=len(cliques) <= most,
    )


def _largest(group: Group) -> tuple[int, Group]:
    return (-len(group), group)
