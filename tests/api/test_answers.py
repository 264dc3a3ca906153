"""The shape of answers: data, meta, sources of exactly the rows, CSV, caching."""

from io import StringIO

import pandas as pd
import pytest
from starlette.responses import Response

from dashboard.api.answers import licence_notice
from dashboard.api.memory import MAX_BYTES, AnswerMemory
from dashboard.export.plain import records
from tests.api.conftest import LISTS


def test_missing_cells_are_null():
    frame = pd.DataFrame(
        {
            "text": ["a", None, ""],
            "number": [1.5, float("nan"), float("inf")],
            "whole": pd.array([1, None, 2], dtype="Int64"),
            "flag": pd.array([True, None, False], dtype="boolean"),
            "list": ["a;b", None, "c"],
        }
    )
    assert records(frame, lists=("list",)) == [
        {"text": "a", "number": 1.5, "whole": 1, "flag": True, "list": ["a", "b"]},
        {"text": None, "number": None, "whole": None, "flag": None, "list": []},
        {"text": None, "number": None, "whole": 2, "flag": False, "list": ["c"]},
    ]


def test_an_empty_frame_has_no_rows():
    assert records(pd.DataFrame({"a": []}), lists=("a",)) == []


@pytest.mark.parametrize("path", LISTS)
def test_sources_are_those_of_the_rows(get, store, path):
    answer = get(path)
    assert set(answer["meta"]) >= {"data_version", "on", "sources", "next"}
    assert answer["data"]
    named = {source["source_id"] for source in answer["meta"]["sources"]}
    cited = {
        source_id
        for row in answer["data"]
        for source_id in (row["source_id"] or "").split(";")
        if source_id
    }
    assert cited <= named
    assert named <= set(store.sources)
    for source in answer["meta"]["sources"]:
        assert source["title"]
        assert source["publisher"]
        assert source["licence"]
        assert {"as_of", "url", "noncommercial", "share_alike"} <= set(source)


@pytest.mark.parametrize("path", LISTS)
def test_csv_has_the_same_rows(client, get, path):
    rows = get(path)["data"]
    response = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}format=csv")
    assert response.headers["content-type"].startswith("text/csv")
    frame = pd.read_csv(StringIO(response.text), keep_default_na=False, dtype=str)
    assert list(frame.columns) == list(rows[0])
    assert len(frame) == len(rows)
    first = str(frame.columns[0])
    assert frame[first].tolist() == ["" if r[first] is None else str(r[first]) for r in rows]


def test_yes_and_no_in_csv_are_words_that_pandas_reads(client):
    text = client.get("/api/v1/countries?format=csv").text
    frame = pd.read_csv(StringIO(text), keep_default_na=False)
    assert frame["un_member"].dtype == bool
    assert frame["un_member"].sum() == 193
    assert frame.set_index("iso3").loc["NAM", "iso2"] == "NA"


def test_csv_says_when_a_licence_asks_for_something(client, store):
    eurepoc = client.get("/api/v1/incidents/counts?dataset=eurepoc&by=year&format=csv")
    assert "non-commercial" in eurepoc.headers["x-licence-notice"]
    nato = client.get("/api/v1/organisations/NATO/members?format=csv")
    cited = pd.read_csv(StringIO(nato.text))["source_id"].unique()
    assert nato.headers.get("x-licence-notice", "") == licence_notice(map(store.source, cited))


def test_noncommercial_rows_can_be_left_out(free_client):
    names = {r["dataset"] for r in free_client.get("/api/v1/incidents/datasets").json()["data"]}
    assert names == {"vcdb", "dcid"}
    sources = free_client.get("/api/v1/sources").json()["data"]
    assert sources
    assert not any(source["noncommercial"] for source in sources)
    refused = free_client.get("/api/v1/incidents/counts?dataset=eurepoc")
    assert refused.status_code == 400
    assert "non-commercial" in refused.json()["detail"]


def test_an_unchanged_answer_is_not_sent_twice(client, store):
    first = client.get("/api/v1/treaties/CETS185/status?on=2020-01-01")
    assert first.headers["x-data-version"] == store.data_version
    assert "max-age" in first.headers["cache-control"]
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/api/v1/treaties/CETS185/status?on=2020-01-01", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/treaties/CETS185/status?on=2020-01-02", headers=tag)
    assert other.status_code == 200


def test_a_repeated_question_gets_the_same_answer(client):
    first, second = (client.get("/api/v1/organisations/EU/members") for _ in range(2))
    assert (first.content, first.headers) == (second.content, second.headers)
    as_csv = client.get("/api/v1/organisations/EU/members?format=csv")
    assert as_csv.headers["content-type"].startswith("text/csv")


def test_head_is_get_without_the_body(client):
    head = client.head("/api/v1/treaties")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == client.get("/api/v1/treaties").headers["etag"]


def test_memory_forgets_the_least_used_answers():
    memory = AnswerMemory()
    size = MAX_BYTES // 8
    for number in range(9):
        memory.keep(str(number), Response(bytes(size)))
        assert memory.find("0") is not None
    assert memory.find("1") is None
    assert memory.find("8") is not None
    memory.keep("large", Response(bytes(size + 1)))
    memory.keep("error", Response(b"", status_code=404))
    assert memory.find("large") is None
    assert memory.find("error") is None


def test_other_sites_may_read(client):
    response = client.get("/api/v1/treaties", headers={"Origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*"


def test_one_source_names_its_licence(get):
    sources = {row["source_id"]: row for row in get("sources?topic=treaties")["data"]}
    assert sources["COE185"]["publisher"].startswith("Council of Europe")
    assert "treaties" in sources["COE185"]["topics"]


@pytest.mark.parametrize("path", LISTS)
def test_no_cell_starts_a_formula(client, path):
    """A spreadsheet would run it; the rows are our own, so they are kept free of such cells."""
    text = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}format=csv").text
    frame = pd.read_csv(StringIO(text), keep_default_na=False, dtype=str)
    cells = frame.to_numpy().ravel()
    assert [c for c in cells if c.startswith(("=", "+", "@", "\t", "\r"))] == []


def test_a_file_says_what_is_inside(client):
    response = client.get("/api/v1/treaties/CETS185/status?on=2020-01-01&format=csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    disposition = response.headers["content-disposition"]
    assert disposition == 'inline; filename="CETS185_status_2020-01-01.csv"'
    assert set(pd.read_csv(StringIO(response.text))["un_member"]) == {True, False}
    assert ",TRUE," in response.text, "R reads no other word for yes"
