"""Every word of the interface is explained or plain English; words show their meaning anywhere."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path

import pytest

from dashboard.analysis.guide import glossary, search_terms, term_index
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.build_map import whole_legend
from dashboard.core import vocabulary
from dashboard.core.vocabulary import FUNCTIONS, Empty
from dashboard.store.store import Store, open_store, shared_store
from dashboard.ui import cache
from dashboard.ui.glossary import term, term_for, term_help, words_html
from dashboard.ui.html_table import Head, table_html
from dashboard.ui.markup import Metric, metrics_html
from dashboard.views.treaties_params import STEP_WORDS
from tests.pages.test_data_page import small_package

CODE = Path(vocabulary.__file__).parents[1]
PLAIN = frozenset((Path(__file__).parent / "plain_words.txt").read_text(encoding="utf-8").split())
HEADS = re.compile("HEAD")


@pytest.fixture(autouse=True)
def _own_store() -> Iterator[None]:
    cache.store.clear()
    yield
    cache.store.clear()


def strings(node: ast.expr) -> list[str]:
    """The texts of a literal, or of a tuple or list of literals."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return [s for e in getattr(node, "elts", []) for s in strings(e)]


def headings_of(tree: ast.Module) -> Iterator[str]:
    """Headings of tables, labels of numbers, measures of charts, as written in the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            names = [t.id for t in node.targets if isinstance(t, ast.Name)]
            if any(HEADS.search(name) for name in names):
                yield from strings(node.value)
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in ("Head", "Metric") and node.args:
            yield from strings(node.args[0])
        if name in ("Column", "table_html") and len(node.args) > 1:
            yield from strings(node.args[1])
        if name == "LegendEntry" and len(node.args) > 1:
            yield from strings(node.args[1])
        for keyword in node.keywords:
            if keyword.arg in ("measure", "heading"):
                yield from strings(keyword.value)


def written_headings() -> dict[str, str]:
    """Each heading with the file it was found in."""
    found: dict[str, str] = {}
    for folder in ("ui", "pages", "views", "charts"):
        for path in sorted((CODE / folder).glob("*.py")):
            for text in headings_of(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(text, path.name)
    return found


def enum_words() -> dict[str, str]:
    """The label of each member of each closed list, or its value in words."""
    lists = [v for v in vars(vocabulary).values() if isinstance(v, type) and issubclass(v, Enum)]
    own = [kind for kind in lists if kind.__module__ == vocabulary.__name__]
    assert len(own) >= 10
    return {
        str(getattr(member, "label", str(member.value).replace("_", " "))): kind.__name__
        for kind in own
        for member in kind
    }


def contract_words(store: Store) -> dict[str, str]:
    """Words of closed lists that stand in contracts rather than in the code."""
    columns = (
        ("memberships", "role"),
        ("organisations", "coverage"),
        ("channels", "kind"),
        ("indicators", "use"),
        ("indicators", "direction"),
    )
    return {
        word.replace("_", " "): f"{table}.{column}"
        for table, column in columns
        for word in store.contract(table).field(column).allowed
    }


def legend_words(store: Store) -> dict[str, str]:
    """Legends of maps with classes in words."""
    found = {}
    for layer_id in ("CETS185", "NATO", "csirt", "reach:FRA"):
        layer = build_layer(store, layer_id, date(2026, 11, 24), LayerOptions())
        for entry in whole_legend(layer):
            found[entry.label] = layer_id
    return found


def unexplained(words: dict[str, str], store: Store) -> list[str]:
    """Words that are neither in the glossary nor made of glossary and plain words."""
    known = sorted(term_index(store), key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in known))
    missing = []
    for text, where in words.items():
        rest = pattern.sub(" ", text.casefold())
        strange = set(re.findall(r"[^\W\d_]+", rest)) - PLAIN
        if strange:
            missing.append(f"{where}: “{text}” ({', '.join(sorted(strange))})")
    return missing


ADVICE = "add an entry to data/reference/glossary.csv, or a plain word to tests/ui/plain_words.txt"


def test_every_word_of_a_closed_list_is_in_the_glossary() -> None:
    index = term_index(shared_store())
    missing = [
        f"{where}: {word}" for word, where in enum_words().items() if word.casefold() not in index
    ]
    assert missing == [], ADVICE
    assert [f for f in FUNCTIONS if f not in index] == []
    assert [e.label for e in Empty if e.label.casefold() not in index] == []


def test_every_word_of_a_contract_is_in_the_glossary() -> None:
    store = shared_store()
    words = {w: t for w, t in contract_words(store).items() if w not in PLAIN}
    assert [f"{t}: {w}" for w, t in words.items() if w not in term_index(store)] == [], ADVICE


def test_every_heading_is_explained_or_plain() -> None:
    found = written_headings()
    assert len(found) > 100
    assert {"In force between them", "Cybercrime treaty"} <= set(found)
    assert unexplained(found, shared_store()) == [], ADVICE


def test_every_legend_is_explained_or_plain() -> None:
    found = legend_words(shared_store())
    assert {"In force", "National CSIRT"} <= set(found)
    assert unexplained(found | dict.fromkeys(STEP_WORDS.values(), "steps"), shared_store()) == []


def test_a_new_word_is_noticed() -> None:
    told = unexplained({"Extradition docket": "new.py"}, shared_store())
    assert told == ["new.py: “Extradition docket” (docket, extradition)"]


def test_headings_are_found_in_code() -> None:
    tree = ast.parse('_HEAD = ("A", "B")\nHead("C", "number")\nranked_bars(f, measure="D")')
    assert sorted(headings_of(tree)) == ["A", "B", "C", "D"]


def test_plain_words_are_plain_and_used() -> None:
    """The list of plain words holds no term of the glossary, and none that nothing uses."""
    index = term_index(shared_store())
    assert sorted(PLAIN & {w for w in index if " " not in w}) == []


def test_a_word_links_to_its_entry_and_carries_its_meaning() -> None:
    html = term("in_force")
    assert html.startswith('<a class="term" href="/guide?part=glossary&amp;letter=i#term-in_force"')
    assert ">In force <span" in html
    assert 'role="tooltip">The treaty binds the country' in html
    assert ">works now <" in term("in_force", "works now")
    assert term_for("Percentile") == term("percentile")
    assert term_for("Evidence") == "Evidence"
    assert term_for("<b>") == "&lt;b&gt;"
    assert (term_help("malicious") or "").startswith("Done on purpose")


def test_a_word_without_an_entry_stays_plain() -> None:
    assert term("no_such_word") == "no such word"
    assert term("no_such_word", "A & B") == "A &amp; B"
    assert term_help("no_such_word") is None
    assert words_html(["1–5", "6–10"]) == ""


def test_tables_metrics_and_legends_carry_meanings() -> None:
    assert 'href="/guide?part=glossary&amp;letter=a#term-as_of"' in table_html(
        "T", [Head("As of")], []
    )
    assert 'href="/guide?part=glossary&amp;letter=g#term-gap"' in metrics_html([Metric("Gap", "3")])
    assert 'href="/guide?part=glossary&amp;letter=i#term-in_force"' in words_html(
        ["In force", "In force"]
    )
    assert words_html(["In force", "In force"]).count("<a") == 1


def test_every_entry_is_whole_and_leads_on() -> None:
    found = glossary(shared_store())
    assert len(found) >= 130
    names = [t.term.casefold() for t in found.values()]
    assert names == sorted(names)
    for entry in found.values():
        assert entry.definition.endswith("."), entry.slug
        assert set(entry.see_also) <= set(found), entry.slug
        assert entry.slug not in entry.see_also, entry.slug
        assert entry.where_used, entry.slug


def test_search_puts_the_word_itself_first() -> None:
    assert search_terms(shared_store(), "mla")[0].slug == "mla"
    assert search_terms(shared_store(), "lack of trust")[0].slug == "obstacle_trust"
    assert search_terms(shared_store(), "zzzz") == ()


def test_a_broken_glossary_leaves_plain_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = small_package(tmp_path / "data")
    monkeypatch.setattr(cache, "shared_store", lambda: open_store(folder))
    assert term("in_force") == "in force"
    assert term_for("In force") == "In force"
    assert term_help("in_force") is None
    assert words_html(["In force"]) == ""
