"""Records over HTTP: page by page, one dataset, what is coded and what is not."""

import pytest


def pages(client, address):
    """All rows of a list, followed from page to page."""
    rows = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        rows += answer.json()["data"]
        address = answer.json()["meta"]["next"]
    return rows


def test_every_record_comes_once_page_by_page(client):
    rows = pages(client, "/api/v1/incidents?dataset=dcid&limit=100")
    assert len(rows) == len({row["incident_id"] for row in rows}) == 429
    dates = [row["date"][:4] for row in rows]
    assert dates == sorted(dates, reverse=True)


def test_records_of_a_country_agree_with_the_counts(client, get):
    counts = get("incidents/counts?dataset=eurepoc&by=victim&from=2010&to=2020")["data"]
    estonia = next(row["incidents"] for row in counts if row["iso3"] == "EST")
    answer = get("incidents?dataset=eurepoc&victim=Estonia&from=2010&to=2020")
    assert len(answer["data"]) == answer["meta"]["rows"] == estonia
    assert all("EST" in row["victims"] for row in answer["data"])
    assert answer["meta"]["bias"]["dataset"] == "eurepoc"
    assert "suspected" in answer["meta"]["note"]


def test_lists_are_arrays_and_what_is_not_coded_is_null(get):
    row = get("incidents?dataset=vcdb&limit=1")["data"][0]
    assert isinstance(row["victims"], list)
    assert isinstance(row["origins"], list)
    assert isinstance(row["source_urls"], list)
    assert row["severity"] is None
    assert row["malicious_cyber"] is True


def test_a_partner_is_no_origin(client, store):
    origins = store.table("incident_origins")
    partners = origins[(origins["actor_role"] == "partner")]
    attackers = set(origins.loc[origins["actor_role"] != "partner", "incident_id"])
    alone = set(partners["incident_id"]) - attackers
    rows = pages(client, "/api/v1/incidents?dataset=vcdb&malicious=all")
    assert len(rows) == 9427
    assert all(row["origins"] == [] for row in rows if row["incident_id"] in alone)


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 400, "dataset"),
        ("dataset=vcdb,dcid", 422, "dataset"),
        ("dataset=nope", 400, "dataset"),
        ("dataset=vcdb&victim=Atlantis", 400, "victim"),
        ("dataset=vcdb&from=2020&to=2010", 422, "from"),
        ("dataset=vcdb&cursor=zzz", 400, "cursor"),
    ],
)
def test_bad_questions_say_which_parameter(client, query, status, parameter):
    answer = client.get(f"/api/v1/incidents?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter)


def test_no_record_of_1971_among_the_malicious_is_an_empty_list(get):
    assert get("incidents?dataset=vcdb&from=1971&to=1971")["data"] == []


def test_counts_by_label_and_rates_by_internet_users(get):
    basis = get("incidents/counts?dataset=eurepoc&by=attribution_basis")["data"]
    assert {row["attribution_basis"]: row["incidents"] for row in basis}[
        "Industry attribution"
    ] == 440
    share = get("incidents/counts?dataset=dcid&by=actor_type&normalise=share")["data"]
    assert [(row["actor_type"], row["value"]) for row in share] == [("state", 100.0)]
    rates = get("incidents/counts?dataset=eurepoc&normalise=per_million_users")["data"]
    israel = next(row for row in rates if row["iso3"] == "ISR")
    assert israel["incidents"] == 169
    assert 15 < israel["value"] < 25
    assert "gapminder_sg_internet_users" in israel["source_id"]


def test_without_noncommercial_rows_eurepoc_is_refused(free_client):
    answer = free_client.get("/api/v1/incidents?dataset=eurepoc")
    assert answer.status_code in (400, 403, 404)
    assert "non-commercial" in answer.text
