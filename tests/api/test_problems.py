"""Errors are problem documents that name the parameter, what was given and what is allowed."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from, text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.app import create_app, root_routes
from dashboard.core.errors import DataError, Problem

CASES = [
    ("countries/Frnace", 404, "not-found", "iso3", "France (FRA)"),
    ("countries/Korea", 404, "not-found", "iso3", "PRK"),
    ("csirts?country=Frnace", 400, "unknown-country", "country", "France (FRA)"),
    ("layers/CETS185?reference=Frnace", 400, "unknown-country", "reference", "France (FRA)"),
    ("treaties/CETS999/status", 404, "not-found", "treaty_id", "CETS185"),
    ("organisations/NATOO/members", 404, "not-found", "organisation_id", "NATO"),
    ("indicators/gci/values", 404, "not-found", "indicator_id", "gci_overall"),
    ("layers/nothing", 404, "not-found", "layer_id", "CETS185"),
    ("layers/nothing/timeline", 404, "not-found", "layer_id", "CETS185"),
    ("treaties?on=yesterday", 400, "bad-date", "on", "YYYY-MM-DD"),
    ("treaties?on=2026-02-30", 400, "bad-date", "on", "YYYY-MM-DD"),
    ("treaties?on=0001-01-01", 400, "bad-date", "on", "1850"),
    ("treaties?when=2020-01-01", 400, "bad-parameter", "when", "on"),
    ("sources?on=2020-01-01", 400, "bad-parameter", "on", "topic"),
    ("treaties?on=2020-01-01&on=2021-01-01", 400, "bad-parameter", "on", ""),
    ("treaties?format=xml", 400, "bad-parameter", "format", "csv"),
    ("treaties/CETS185/status?status=member", 400, "bad-parameter", "status", "in_force"),
    ("organisations/NATO/members?all=perhaps", 400, "bad-parameter", "all", "true"),
    ("indicators?obstacle=10", 400, "bad-parameter", "obstacle", "at most 9"),
    ("indicators/gci_overall/values?year=soon", 400, "bad-parameter", "year", "whole number"),
    ("csirts/teams?network=NATO", 400, "unknown-id", "network", "FIRST"),
    ("incidents/counts", 400, "bad-parameter", "dataset", ""),
    ("incidents/counts?dataset=all", 400, "unknown-id", "dataset", "vcdb"),
    ("incidents/counts?dataset=vcdb,dcid", 422, "not-answerable", "dataset", "vcdb"),
    ("incidents/counts?dataset=vcdb&by=actor", 400, "bad-parameter", "by", "origin"),
    ("incidents/counts?dataset=vcdb&from=2020&to=2010", 422, "not-answerable", "from", ""),
]


@pytest.mark.parametrize(("path", "status", "kind", "parameter", "allowed"), CASES)
def test_a_problem_says_what_would_work(client, path, status, kind, parameter, allowed):
    response = client.get(f"/api/v1/{path}")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"/api/v1/docs#{kind}"
    assert problem["parameter"] == parameter
    assert allowed in " ".join(problem["allowed"])
    assert problem["title"]
    assert problem["detail"].endswith(".")


def test_indicators_of_pairs_and_differences_ask_for_a_country(client, get):
    listed = get("indicators")["data"]
    asking = [
        row["indicator_id"]
        for row in listed
        if row["level"] == "dyadic" or row["use"] == "difference_only"
    ]
    assert len(asking) > 5
    for indicator_id in asking:
        problem = client.get(f"/api/v1/indicators/{indicator_id}/values").json()
        assert (problem["status"], problem["parameter"]) == (400, "country")
        assert "country=" in problem["fix"]


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/v1/nothing", "/api/v1/treaties/", "/api/v2/treaties", "/api/x/y"],
)
def test_an_unknown_address_is_never_a_page(client, path):
    response = client.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api/v1/treaties", "/api/v1/docs", "/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "NONSENSE"])
def test_only_reading_is_possible(client, path, method):
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["allowed"] == ["GET", "HEAD"]
    assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("", 200, "application/json"),
        ("*/*", 200, "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200, "application/json"),
        ("text/csv", 200, "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/json;q=0.4", 200, "text/csv; charset=utf-8"),
        ("text/*", 200, "text/csv; charset=utf-8"),
        ("application/json;q=0, */*", 200, "text/csv; charset=utf-8"),
        ("image/png", 406, "application/problem+json"),
        ("application/json;q=0", 406, "application/problem+json"),
    ],
)
def test_the_client_says_which_form_it_takes(client, accept, status, kind):
    response = client.get("/api/v1/treaties", headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (status, kind)
    if status == 406:
        assert response.json()["allowed"] == ["application/json", "text/csv"]
    else:
        assert "Accept" in response.headers["vary"]


def test_the_form_in_the_address_wins(client):
    response = client.get("/api/v1/treaties?format=json", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "application/json"
    refused = client.get("/api/v1/countries/FRA", headers={"Accept": "text/csv"})
    assert refused.status_code == 406


def test_a_fault_of_ours_tells_nothing_about_the_machine():
    def broken():
        raise RuntimeError("/srv/secret/place")

    client = TestClient(
        Starlette(routes=root_routes(api=create_app(broken))), raise_server_exceptions=False
    )
    response = client.get("/api/v1/treaties")
    assert response.status_code == 500
    assert response.json()["title"] == "Internal error"
    assert "secret" not in response.text
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
    assert "secret" not in ready.text


def test_a_broken_table_is_named():
    def broken():
        raise DataError([Problem("treaties", "CETS185", "opened", "x", "is not a date")])

    client = TestClient(
        Starlette(routes=root_routes(api=create_app(broken))), raise_server_exceptions=False
    )
    problem = client.get("/api/v1/treaties").json()
    assert (problem["status"], problem["parameter"]) == (503, "treaties")
    assert problem["type"].endswith("#broken-data")


def test_health(client, store):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready == {"status": "ready", "data_version": store.data_version, "broken": []}


HOSTILE = (
    "a" * 5000,
    "\x00",
    "FRA\x00",
    "a\r\nSet-Cookie: x=1",
    "\n",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "'; DROP TABLE treaties; --",
    "日本語" * 40,
    "ｆｒａ",
    "٢٠٢٠-٠١-٠١",
    "\u202eARF",
    "%00",
    "{}",
    "=1+1",
)
PLACES = (
    "countries/{}",
    "countries/{}/partners",
    "pairs/{}/FRA",
    "pairs/FRA/{}",
    "treaties/{}/status",
    "organisations/{}/members",
    "indicators/{}/values",
    "layers/{}",
    "layers/{}/timeline",
    "treaties?on={}",
    "csirts?country={}",
    "csirts/teams?network={}",
    "incidents/counts?dataset={}",
    "incidents/counts?dataset=vcdb&from={}",
    "layers/gci_overall?reference={}",
    "accession?treaty={}",
    "changes?since={}",
    "changes?since=2020-01-01&instrument={}",
    "treaties?cursor={}",
    "treaties?limit={}",
    "treaties?format={}",
    "treaties?{}=1",
    "{}",
)


def check_refusal(response, kinds=(400, 404, 422)):
    assert response.status_code in kinds, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in response.headers
    problem = response.json()
    assert len(problem["given"] or "") <= 200
    assert len(problem["detail"]) < 1000
    assert "Traceback" not in response.text
    assert ".py" not in response.text


@pytest.mark.parametrize("place", PLACES)
def test_hostile_values_are_refused(client, place):
    for value in HOSTILE:
        if place == "csirts?country={}" and value == "ｆｒａ":
            continue  # full-width letters are folded to France like any other spelling
        check_refusal(client.get(f"/api/v1/{place.format(quote(value, safe=''))}"))


@given(value=text(min_size=1, max_size=80), place=sampled_from(PLACES))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_any_text_anywhere_is_answered_or_refused(client, value, place):
    response = client.get(f"/api/v1/{place.format(quote(value, safe=''))}")
    if response.status_code != 200:
        check_refusal(response)


@pytest.mark.parametrize("host", ["[::1", "a b", "evil.example\t", "x" * 300])
def test_the_header_host_is_not_trusted(client, host):
    response = client.get("/api/v1/treaties?limit=1", headers={"Host": host})
    assert response.status_code == 200
    assert "evil" not in str(response.headers)
    assert client.get("/api/v1/treaties/", headers={"Host": host}).status_code == 404
    moved = client.get("/api/v1/", headers={"Host": host}, follow_redirects=False)
    assert moved.headers["location"] == "/api/v1/docs"


@pytest.mark.parametrize("country", ["Côte d'Ivoire", " fra ", "Ivory Coast"])
def test_odd_spellings_reach_no_header(client, country):
    path = f"/api/v1/countries/{quote(country, safe='')}/partners?limit=5&on=2026-11-24"
    for more in ("", "&format=csv"):
        response = client.get(path + more)
        assert response.status_code == 200
        assert client.get(response.links["next"]["url"]).status_code == 200
    layer = client.get(f"/api/v1/layers/reach:{quote(country)}?format=csv")
    assert layer.headers["content-disposition"].isascii()
