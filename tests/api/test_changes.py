"""What changed: dated steps with their evidence, as rows and as a feed."""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.app import root_routes
from dashboard.api.feed import data_notes
from dashboard.core.dates import parse_reduced

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = "2026-11-24"
SPAN = f"changes?since=1990-01-01&on={DAY}&limit=10000"


def test_steps_of_a_period(get):
    rows = get("changes?since=2025-11-30&on=2025-12-31&kind=treaty&country=NZL")["data"]
    assert [(r["date"], r["instrument_id"], r["from_status"], r["to_status"]) for r in rows] == [
        ("2025-12-01", "CETS185", "ratified", "in_force")
    ]
    assert rows[0]["evidence_url"].startswith("https://")


def test_the_day_itself_is_not_after_it(get):
    found = get("changes?since=2025-12-01&on=2025-12-31&kind=treaty&country=NZL")["data"]
    assert found == []


def test_no_change_is_known_only_from_a_list(get):
    rows = get(SPAN)["data"]
    assert {row["basis"] for row in rows} <= {"dated", "by_treaty_rule", "membership"}
    assert len(rows) > 2000
    days = [parse_reduced(row["date"]).latest for row in rows]
    assert days == sorted(days, reverse=True)
    assert all(row["from_status"] != row["to_status"] for row in rows)
    assert all(row["source_id"] and row["as_of"] for row in rows)
    assert Counter(row["kind"] for row in rows).keys() == {"treaty", "membership"}


def test_changes_agree_with_the_status_before_and_after(get):
    rows = get("changes?since=2024-12-31&on=2025-12-31&instrument=CETS185")["data"]
    before, after = (
        {r["iso3"]: r["status"] for r in get(f"treaties/CETS185/status?on={day}")["data"]}
        for day in ("2024-12-31", "2025-12-31")
    )
    assert len(rows) > 3
    for iso3 in {row["iso3"] for row in rows}:
        steps = [row for row in rows if row["iso3"] == iso3]
        assert after[iso3] == steps[0]["to_status"]
        assert before[iso3] == steps[-1]["from_status"]


def test_nato_grew_by_two(get):
    rows = get(f"changes?since=2020-12-31&on={DAY}&instrument=NATO")["data"]
    assert [(row["iso3"], row["to_status"]) for row in rows] == [
        ("SWE", "member"),
        ("FIN", "member"),
    ]


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 400, "since"),
        ("since=1.1.2020", 400, "since"),
        ("since=2020-01-01&on=2019-01-01", 422, "since"),
        ("since=2020-01-01&instrument=NATOO", 400, "instrument"),
        ("since=2020-01-01&kind=law", 400, "kind"),
    ],
)
def test_bad_questions(client, query, status, parameter):
    problem = client.get(f"/api/v1/changes?{query}").json()
    assert (problem["status"], problem["parameter"]) == (status, parameter)


@pytest.fixture(scope="module")
def feed(client):
    response = client.get("/feed.atom")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def test_the_feed_has_what_rfc_4287_asks_for(feed):
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 61
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert element.findtext(f"{ATOM}updated").endswith("T00:00:00Z")
        kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert kinds.count(("alternate", "text/html")) == 1
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == ["/feed.atom"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    newest = max(entry.findtext(f"{ATOM}updated") for entry in entries)
    assert feed.findtext(f"{ATOM}updated") == newest
    assert all("Source: " in entry.findtext(f"{ATOM}summary") for entry in entries[1:])


def test_ids_are_stable(feed):
    """A reader would show every entry again if this id changed."""
    ids = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")}
    title = "Budapest Convention: in force – New Zealand, 1 December 2025"
    assert ids[title] == "urn:uuid:0d50d660-ad3f-5db6-9f66-563fe711c337"


def test_the_feed_under_a_base_path(store):
    client = TestClient(Starlette(routes=root_routes("/base")))
    root = ET.fromstring(client.get("/base/feed.atom").content)
    links = [e.get("href") for e in root.iter(f"{ATOM}link") if e.get("rel") != "related"]
    assert all(link.startswith("/base/") for link in links)


def test_the_feed_is_not_sent_twice(client):
    tag = client.get("/feed.atom").headers["etag"]
    again = client.get("/feed.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/feed.atom").content == b""


def test_the_changelog_is_told(tmp_path):
    text = "# Changelog\n\n### Data\n- First `x`\n  line.\n- Second.\n\n### Software\n- No.\n"
    (tmp_path / "CHANGELOG.md").write_text(text, encoding="utf-8")
    assert data_notes(tmp_path / "CHANGELOG.md") == ("First x line.", "Second.")
    assert data_notes(tmp_path / "none.md") == ()
