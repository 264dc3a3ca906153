"""Pairs and partners over HTTP say what the analysis says."""

import csv
import io

import pytest

DAY = "2026-11-24"


def test_a_pair_lists_its_channels_with_evidence(get):
    answer = get(f"pairs/BRA/JPN?on={DAY}")
    rows = {row["instrument_id"]: row for row in answer["data"]}
    assert rows["CETS185"]["status"] == "in_force"
    assert rows["CETS185"]["since"] == "2023-03-01"
    assert rows["CETS185"]["evidence_url"].startswith("https://")
    assert rows["UN"]["counts"] is False
    assert answer["meta"]["pair"]["in_force"]["legal_narrow"] == 1
    assert answer["meta"]["pair"]["sentence"].startswith(
        "On 24 November 2026 Brazil and Japan share"
    )
    cited = {source["source_id"] for source in answer["meta"]["sources"]}
    assert {i for row in answer["data"] for i in row["source_id"].split(";")} <= cited


def test_a_pair_reads_the_same_from_both_ends(get):
    one, other = (get(f"pairs/{path}?on={DAY}")["data"] for path in ("FRA/US", "usa/France"))
    for row in other:
        row["side_a"], row["side_b"] = row["side_b"], row["side_a"]

    def key(row: dict[str, object]) -> str:
        return str(row["instrument_id"])

    for row in (*one, *other):
        row["source_id"] = sorted(row["source_id"].split(";"))
        row.pop("evidence_url")
    assert sorted(one, key=key) == sorted(other, key=key)


def test_partners_count_what_the_pair_lists(get):
    rows = get(f"countries/BRA/partners?on={DAY}")["data"]
    assert len(rows) == len({row["iso3"] for row in rows}) == 198
    assert rows[0]["strongest"] == "narrow"
    for iso3 in ("JPN", "USA", "KEN", "TUV"):
        row = next(row for row in rows if row["iso3"] == iso3)
        listed = get(f"pairs/BRA/{iso3}?on={DAY}")["data"]
        working = [r for r in listed if r["counts"] and r["status"] == "in_force"]
        assert row["channels"] == len(working)
        legal = [r["name"] for r in working if r["kind"] == "legal"]
        assert sorted(row["legal_names"]) == sorted(legal)


def test_csv_has_the_same_rows(client, get):
    text = client.get(f"/api/v1/pairs/BRA/JPN?on={DAY}&format=csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [r["instrument_id"] for r in rows] == [
        r["instrument_id"] for r in get(f"pairs/BRA/JPN?on={DAY}")["data"]
    ]


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [("FRA/FRA", 422, "a, b"), ("FRA/GUF", 422, "a, b"), ("FRA/Atlantis", 404, "b")],
)
def test_what_is_no_pair_is_refused(client, path, status, parameter):
    response = client.get(f"/api/v1/pairs/{path}")
    assert response.status_code == status, response.text
    assert response.json()["parameter"] == parameter


def test_a_territory_has_no_partners(get):
    assert get(f"countries/GUF/partners?on={DAY}")["data"] == []
