"""The OpenAPI document and its page describe what the routes really answer, and work offline."""

import re

import pytest

from dashboard.api.examples import EXAMPLES


@pytest.fixture(scope="module")
def document(get):
    return get("openapi.json")


def test_it_is_openapi_31(document):
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/api/v1"}]
    assert "/treaties/{treaty_id}/status" in document["paths"]


def test_every_example_works_and_has_the_documented_fields(client, document):
    for path, operations in document["paths"].items():
        link = EXAMPLES.get(path)
        assert link is not None, f"no example for {path}"
        response = client.get(f"/api/v1/{link}")
        assert response.status_code == 200, link
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        data = schema["properties"]["data"]
        fields = (data.get("items") or data).get("properties", {})
        if "csv" in response.headers["content-type"]:
            assert response.text.splitlines()[0].split(",") == list(fields)
            continue
        rows = response.json()["data"]
        row = rows[0] if isinstance(rows, list) else rows
        extra = {"summary", "treaties", "organisations", "csirt", "indicators", "teams", "networks"}
        if fields:
            assert set(row) - extra <= set(fields), path
            if path != "/incidents/counts":
                assert set(fields) - set(row) <= {"measured_from", "reference_year"}, path


def test_every_parameter_and_field_is_explained(document):
    for path, operations in document["paths"].items():
        operation = operations["get"]
        assert operation["description"], path
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description"), f"{path} {parameter['name']}"
        assert "422" not in operation["responses"]


def test_the_page_asks_nothing_of_other_hosts(client):
    response = client.get("/api/v1/docs")
    assert response.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    loads = re.findall(r"<(?:script|link|img|iframe)\b|url\(|@import", response.text)
    assert loads == []
    assert "/treaties/{treaty_id}/status" in response.text


def test_links_of_problems_lead_to_the_page(client):
    page = client.get("/api/v1/docs").text
    kind = client.get("/api/v1/treaties?on=x").json()["type"].partition("#")[2]
    assert f'id="{kind}"' in page


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/"])
def test_the_entrance_leads_to_the_documentation(client, path):
    response = client.get(path, follow_redirects=False)
    assert response.headers["location"] == "/api/v1/docs"
