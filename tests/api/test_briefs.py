"""Briefs by an address: the same file each time, mistakes as problem documents."""

from datetime import date

import pypdfium2
import pytest
from starlette.testclient import TestClient

from dashboard.export.brief_pdf import brief_of


def test_a_country_by_any_name(client: TestClient, store) -> None:
    first = client.get("/api/v1/briefs/TUV.pdf?on=2024-06-30")
    assert first.status_code == 200
    assert first.headers["content-type"] == "application/pdf"
    assert "cyber-cooperation_brief_tuv_" in first.headers["content-disposition"]
    assert client.get("/api/v1/briefs/Tuvalu.pdf?on=2024-06-30").content == first.content
    again = client.get(
        "/api/v1/briefs/TUV.pdf?on=2024-06-30", headers={"if-none-match": first.headers["etag"]}
    )
    assert again.status_code == 304
    pages = pypdfium2.PdfDocument(first.content)
    text = pages[len(pages) - 1].get_textpage().get_text_range()
    assert "http://testserver/country?c=TUV&on=2024-06-30" in "".join(text.split())


def test_a_pair_marks_what_its_licences_ask(client: TestClient, store) -> None:
    answer = client.get("/api/v1/briefs/FRA/BRA.pdf?on=2026-11-24")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert brief_of(store, ("FRA", "BRA"), date(2026, 11, 24)).noncommercial
    assert "non-commercial" in answer.headers["x-licence-notice"]
    assert "non-commercial" in answer.headers["content-disposition"]


@pytest.mark.parametrize("accept", ["application/pdf", "text/html,*/*;q=0.8", "*/*"])
def test_whatever_a_client_likes_it_gets_the_file(client: TestClient, accept: str) -> None:
    answer = client.get("/api/v1/briefs/GRL.pdf?on=2024-06-30", headers={"accept": accept})
    assert answer.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("briefs/Atlantis.pdf", 404, "iso3"),
        ("briefs/FRA/Atlantis.pdf", 404, "b"),
        ("briefs/FRA/FRA.pdf", 422, "b"),
        ("briefs/FRA/GUF.pdf", 422, "a, b"),
        ("briefs/FRA.pdf?on=x", 400, "on"),
        ("briefs/FRA.pdf?onn=2024-01-01", 400, "onn"),
        ("briefs/FRA.docx", 404, None),
    ],
)
def test_a_mistake_is_a_problem_document(
    client: TestClient, path: str, status: int, parameter: str | None
) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json().get("parameter") == parameter


@pytest.mark.parametrize("on", ["1850-01-01", "2100-12-31"])
def test_the_first_and_the_last_day(client: TestClient, on: str) -> None:
    for path in ("FRA", "FRA/BRA"):
        assert client.get(f"/api/v1/briefs/{path}.pdf?on={on}").status_code == 200
