"""Gaps and accessions over the API: both senses, both ends, one dataset, the licence."""

import pytest

DAY = "2026-11-24"


def test_shares_come_with_both_ends_and_both_senses(get):
    answer = get(f"gaps?dataset=eurepoc&on={DAY}")
    rows = answer["data"]
    assert {row["measure"] for row in rows} == {"narrow", "any", "csirt"}
    assert all(row["share"] <= row["share_upper"] for row in rows)
    total = {row["measure"]: row for row in answer["meta"]["total"]}
    by_year = sum(row["incidents"] for row in rows if row["measure"] == "narrow")
    assert total["narrow"]["incidents"] == by_year == 2511
    assert total["narrow"]["share"] < 5 < total["narrow"]["share_upper"]
    assert "suspected" in answer["meta"]["note"]
    assert any(source["noncommercial"] for source in answer["meta"]["sources"])


def test_the_default_dataset_is_named(get, free_client):
    assert get("gaps")["meta"]["dataset"] == "eurepoc"
    free = free_client.get("/api/v1/gaps").json()
    assert free["meta"]["dataset"] == "vcdb"
    assert not any(source["noncommercial"] for source in free["meta"]["sources"])


def test_the_largest_hole_comes_first(get):
    rows = get(f"gaps/pairs?dataset=eurepoc&on={DAY}")["data"]
    assert (rows[0]["iso3_a"], rows[0]["iso3_b"]) == ("RUS", "UKR")
    assert rows[0]["incidents"] == rows[0]["a_to_b"] + rows[0]["b_to_a"]
    assert {row["narrow"] for row in rows} <= {"none", "unknown"}


def test_one_accession(get):
    row = get(f"accession?country=India&treaty=CETS185&on={DAY}")["data"][0]
    assert (row["iso3"], row["treaty_id"], row["why_not"]) == ("IND", "CETS185", None)
    assert (row["new_narrow"], row["new_any"]) == (81, 0)


def test_a_party_is_told_why_not(get):
    row = get(f"accession?country=FRA&treaty=CETS185&on={DAY}")["data"][0]
    assert row["why_not"] == "the treaty is already in force for it"


def test_the_ranking_is_narrowed_by_country_or_treaty(get):
    everything = get(f"accession?on={DAY}")["data"]
    assert len(everything) > 400
    for key, field, value in (("country", "iso3", "RUS"), ("treaty", "treaty_id", "UNCC2024")):
        rows = get(f"accession?{key}={value}&on={DAY}")["data"]
        assert rows == [row for row in everything if row[field] == value]
        assert rows


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("gaps?dataset=nope", "dataset"),
        ("gaps?dataset=vcdb,dcid", "dataset"),
        ("accession?treaty=CETS108", "treaty"),
        ("accession?country=ABW", "country"),
        ("gaps?year=2020", "year"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client, query, parameter):
    response = client.get(f"/api/v1/{query}")
    assert response.status_code in (400, 404, 422)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter
