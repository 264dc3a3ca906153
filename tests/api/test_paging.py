"""Lists come page by page: every row once, in order, with cursors that nobody can misuse."""

import gzip
from io import StringIO

import pandas as pd
import pytest

from dashboard.api.listing import MOST_ROWS
from tests.api.conftest import LISTS, read

DAY = "2026-11-24"


def pages(client, path):
    """The rows of every page, following ``meta.next``."""
    address, found = f"/api/v1/{path}", []
    while address:
        answer = read(client.get(address).text)
        found.append(answer["data"])
        address = answer["meta"]["next"]
    return found


@pytest.mark.parametrize("limit", [1, 7, 100, 249, 250, 251])
def test_pages_together_are_the_whole_list(client, get, limit):
    path = f"treaties/CETS185/status?on={DAY}"
    found = pages(client, f"{path}&limit={limit}")
    assert [row for page in found for row in page] == get(path)["data"]
    assert {len(page) for page in found[:-1]} <= {limit}
    assert 0 < len(found[-1]) <= limit


@pytest.mark.parametrize("path", LISTS)
def test_every_list_can_be_paged(client, get, path):
    whole = get(path)
    total = whole["meta"]["rows"]
    half = max(1, total // 2)
    first = get(f"{path}{'&' if '?' in path else '?'}limit={half}")
    assert first["data"] == whole["data"][:half]
    assert first["meta"]["rows"] == total
    assert (first["meta"]["next"] is None) == (half >= total)


def test_a_long_list_is_cut_as_json_and_whole_as_csv(client, get):
    path = f"changes?since=1990-01-01&on={DAY}"
    answer = get(path)
    assert len(answer["data"]) == 1000 < answer["meta"]["rows"]
    text = client.get(f"/api/v1/{path}&format=csv").text
    assert len(pd.read_csv(StringIO(text))) == answer["meta"]["rows"]


def test_csv_pages_are_linked_in_a_header(client, get):
    first = client.get("/api/v1/csirts/teams?format=csv&limit=600")
    second = client.get(first.links["next"]["url"])
    assert "next" not in second.links
    rows = [len(pd.read_csv(StringIO(r.text))) for r in (first, second)]
    assert sum(rows) == get("csirts/teams")["meta"]["rows"]


def test_the_next_page_is_of_the_same_day(get):
    following = get("treaties/CETS185/status?limit=10")["meta"]["next"]
    assert "on=20" in following


def test_the_sources_are_those_of_the_page(get):
    answer = get("csirts/teams?limit=1")
    assert {s["source_id"] for s in answer["meta"]["sources"]} == set(
        answer["data"][0]["source_id"].split(";")
    )


@pytest.mark.parametrize("cursor", ["x", "AAAA", "MTAw", "é", "=", "MTAwLg", "9" * 60])
def test_a_made_up_cursor_is_refused(client, cursor):
    problem = client.get("/api/v1/treaties", params={"cursor": cursor}).json()
    assert (problem["status"], problem["parameter"]) == (400, "cursor")


def test_a_cursor_belongs_to_its_question_and_its_data(client, free_client, get):
    following = get(f"treaties/CETS185/status?on={DAY}&limit=10")["meta"]["next"]
    cursor = following.rpartition("cursor=")[2]
    assert client.get(following).status_code == 200
    for path in (f"treaties/CETS189/status?on={DAY}", "treaties/CETS185/status?on=2020-01-01"):
        assert client.get(f"/api/v1/{path}&cursor={cursor}").status_code == 400
    assert free_client.get(following).status_code == 400
    assert client.get(following.replace("limit=10", "limit=20")).status_code == 200


@pytest.mark.parametrize("limit", [0, -1, MOST_ROWS + 1])
def test_the_limit_has_bounds(client, limit):
    problem = client.get(f"/api/v1/treaties?limit={limit}").json()
    assert (problem["status"], problem["parameter"]) == (400, "limit")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_answers_are_compressed_for_those_who_ask(client, form):
    path = f"/api/v1/treaties/CETS185/status?on=2019-01-01&format={form}"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for _ in range(2):
        with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as response:
            sent = b"".join(response.iter_raw())
        assert response.headers["content-encoding"] == "gzip"
        assert len(sent) < len(plain.content) / 5
        assert gzip.decompress(sent) == plain.content
        assert "Accept-Encoding" in response.headers["vary"]
