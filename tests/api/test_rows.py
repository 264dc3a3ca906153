"""The rows of the API say what the shipped data say."""

from collections import Counter

import pytest

TODAY = "2026-11-24"


def test_every_registry_entry_has_a_status(get):
    answer = get(f"treaties/CETS185/status?on={TODAY}")
    rows = answer["data"]
    assert len({row["iso3"] for row in rows}) == len(rows) == 250
    assert answer["meta"]["on"] == TODAY


def test_budapest_convention_is_in_force_for_81_states(get):
    rows = get(f"treaties/CETS185/status?on={TODAY}&status=in_force")["data"]
    kinds = Counter(row["entity_kind"] for row in rows)
    assert kinds["un_member"] + kinds["other"] == 81
    france = next(row for row in rows if row["iso3"] == "FRA")
    assert france["since"] == "2006-05-01"
    assert france["un_member"] is True
    assert france["evidence_url"].startswith("https://")


def test_counts_of_the_list_agree_with_the_rows(get):
    for row in get(f"treaties?on={TODAY}")["data"]:
        status = get(f"treaties/{row['treaty_id']}/status?on={TODAY}")["data"]
        active = [r for r in status if r["status"] in ("in_force", "bound")]
        assert row["in_force"] == len(active)
        assert row["un_members_in_force"] == sum(r["un_member"] for r in active)


@pytest.mark.parametrize(
    ("on", "members"), [("2026-11-24", 32), ("2004-12-30", 19), ("2004-12-31", 26)]
)
def test_nato_on_a_day(get, on, members):
    """Joinings known to the year count from its last day."""
    rows = get(f"organisations/NATO/members?on={on}")["data"]
    assert Counter(row["status"] for row in rows)["member"] == members


def test_members_leave_out_those_without_a_relation_unless_asked(get):
    assert {row["status"] for row in get("organisations/NATO/members")["data"]} == {"member"}
    rows = get("organisations/NATO/members?all=true")["data"]
    assert len(rows) == 250
    assert "not_member" in {row["status"] for row in rows}


def test_every_effort_is_listed(get):
    listed = {row["organisation_id"] for row in get("organisations")["data"]}
    rounds = {f"UN_GGE_{number}" for number in range(1, 7)}
    assert rounds | {"UN_OEWG", "UNODC", "ITU", "NATO", "CCDCOE", "INTERPOL", "FIRST"} <= listed
    assert {"OECD", "G7", "G20", "ISACS", "ISAOS", "EU_CSIRTS_NETWORK"} <= listed


@pytest.mark.parametrize(
    ("given", "iso3"),
    [("PRK", "PRK"), ("kp", "PRK"), ("DPRK", "PRK"), ("Namibia", "NAM"), ("NA", "NAM")],
)
def test_a_country_by_any_of_its_names(get, given, iso3):
    assert get(f"countries/{given}")["data"]["iso3"] == iso3
    assert get(f"csirts?country={given}")["data"][0]["iso3"] == iso3


def test_a_country_comes_with_its_treaties_and_teams(get):
    data = get(f"countries/FRA?on={TODAY}")["data"]
    status = {row["treaty_id"]: row["status"] for row in data["treaties"]}
    assert status["CETS185"] == "in_force"
    assert "NATO" in {row["organisation_id"] for row in data["organisations"]}
    assert data["csirt"]["presence"] == "yes"
    assert data["summary"].startswith("On 24 November 2026")
    teams = get("csirts?country=FRA")["data"][0]["teams"]
    assert {team["iso3"] for team in teams} == {"FRA"}
    assert len(teams) > 10


def test_values_carry_the_year_they_are_of(get):
    rows = get("indicators/gci_overall/values?year=2023")["data"]
    years = {row["year"] for row in rows if row["value"] is not None}
    assert years
    assert max(years) <= 2023
    one = get("indicators/gci_overall/values?year=2024&country=Estonia")["data"]
    assert [row["iso3"] for row in one] == ["EST"]


def test_values_of_pairs_are_measured_from_one_country(get):
    pairs = get("indicators?level=dyadic")["data"]
    rows = get(f"indicators/{pairs[0]['indicator_id']}/values?country=FRA")["data"]
    assert {row["measured_from"] for row in rows} == {"FRA"}
    own = next(row for row in rows if row["iso3"] == "FRA")
    assert (own["value"], own["empty"]) == (None, "not_applicable")


def test_incidents_come_with_their_bias(get):
    answer = get("incidents/counts?dataset=vcdb&by=victim")
    usa = next(row for row in answer["data"] if row["iso3"] == "USA")
    assert usa["incidents"] > 1000
    assert answer["meta"]["bias"]["us_share"] > 50
    assert "note" not in answer["meta"]
    assert "suspected" in get("incidents/counts?dataset=vcdb&by=origin")["meta"]["note"].lower()


def test_more_incidents_of_any_kind_than_malicious_ones(get):
    by_year = "incidents/counts?dataset=vcdb&by=year"
    only, everything = (
        sum(row["incidents"] for row in get(f"{by_year}&malicious={word}")["data"])
        for word in ("only", "all")
    )
    assert 0 < only < everything


def test_no_incident_of_those_years_is_not_zero(get):
    rows = get("incidents/counts?dataset=dcid&from=1900&to=1901")["data"]
    assert {(row["incidents"], row["value"], row["empty"]) for row in rows} == {
        (None, None, "no_data")
    }


def test_a_layer_says_why_a_country_has_no_value(get):
    answer = get("layers/gci_overall")
    for row in answer["data"]:
        assert (row["value"] is None) == (row["empty"] is not None)
    assert answer["meta"]["layer"]["kind"] == "number"
