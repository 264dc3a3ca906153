"""The OpenAPI document and its page describe what the routes really answer, and work offline."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from dashboard.api.app import app as api_app
from dashboard.api.docs import row_fields
from dashboard.api.examples import EXAMPLES, kept_examples
from dashboard.api.manual import MANUAL, manual
from dashboard.api.openapi_examples import answer_examples

PAGING = ("format", "limit", "cursor")


@pytest.fixture(scope="module")
def document(get):
    return get("openapi.json")


def test_it_is_openapi_31(document):
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/api/v1"}]
    assert "/treaties/{treaty_id}/status" in document["paths"]


def routes(document):
    """Path and operation of every route of the interface; those at the root are apart."""
    return [(p, o["get"]) for p, o in document["paths"].items() if "servers" not in o]


def in_text(document):
    """Those whose answer can be shown in text: no brief, which is a PDF and nothing else."""
    return [
        (path, operation)
        for path, operation in routes(document)
        if set(operation["responses"]["200"]["content"]) != {"application/pdf"}
    ]


def test_every_example_works_and_has_the_documented_fields(client, document):
    for path, operation in routes(document):
        link = EXAMPLES.get(path)
        assert link is not None, f"no example for {path}"
        response = client.get(f"/api/v1/{link}")
        assert response.status_code == 200, link
        content = operation["responses"]["200"]["content"]
        if "application/pdf" in content:  # a file has no fields
            assert response.headers["content-type"].partition(";")[0] in content
            continue
        fields = row_fields(operation)
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


def test_every_route_shows_an_answer_that_fits_its_schema(client, document):
    whole = Resource(contents=document, specification=DRAFT202012)
    registry = Registry().with_resource("urn:document", whole)
    for path, operation in in_text(document):
        found = [
            (kind, content)
            for kind, content in operation["responses"]["200"]["content"].items()
            if "example" in content
        ]
        assert len(found) == 1, f"no answer shown for {path}: python -m dashboard docs"
        kind, content = found[0]
        if kind == "text/csv":
            head = content["example"].removeprefix("\ufeff").splitlines()[0].split(",")
            assert head == list(row_fields(operation)) or path == "/figures/{file}"
            continue
        pointer = "/".join(("paths", path.replace("/", "~1"), "get", "responses", "200", "content"))
        schema = {"$ref": f"urn:document#/{pointer}/application~1json/schema"}
        Draft202012Validator(schema, registry=registry).validate(content["example"])
        assert content["example"]["data"]


def test_the_written_reference_is_up_to_date(free_store):
    assert MANUAL.read_text(encoding="utf-8") == manual(free_store), "run python -m dashboard docs"


def test_the_answers_shown_have_the_shape_of_today(document):
    """The kept answers need no renewal when only data change."""
    now = answer_examples(api_app)
    assert now.keys() == kept_examples().keys() == {path for path, _ in in_text(document)}
    for path, kept in kept_examples().items():
        if kept["type"] == "text/csv":
            continue
        rows, shown = now[path]["answer"]["data"], kept["answer"]["data"]
        old, new = (r[0] if isinstance(r, list) else r for r in (shown, rows))
        assert list(old) == list(new), f"{path}: run python -m dashboard docs"


def test_every_parameter_and_field_is_explained(document):
    for path, operation in routes(document):
        assert operation["description"], path
        for parameter in operation["parameters"]:
            assert parameter.get("description"), f"{path} {parameter['name']}"
            assert "anyOf" not in parameter["schema"]
        for name, field in row_fields(operation).items():
            assert field["description"], f"{path} {name}"


def test_every_status_is_documented(document):
    for path, operation in routes(document):
        always = {"200", "304", "400", "406", "422", "500", "503"}
        expected = always | ({"404"} if "{" in path else set())
        assert set(operation["responses"]) == expected, path
    ready = document["paths"]["/readyz"]["get"]["responses"]
    assert set(ready) == {"200", "503"}


def test_ids_are_listed_from_the_data(document, store):
    ids = {p["name"]: p["schema"].get("enum") for p in _parameters(document, "/accession")}
    assert set(ids["treaty"]) <= set(store.table("treaties")["treaty_id"])
    assert ids["dataset"] == ["dcid", "eurepoc", "vcdb"]
    layers = _parameters(document, "/layers/{layer_id}")[0]["schema"]["examples"]
    assert {"CETS185", "csirt", "incidents:vcdb"} <= set(layers)


def _parameters(document, path):
    return document["paths"][path]["get"]["parameters"]


def test_without_noncommercial_data_they_are_not_offered(free_client):
    document = free_client.get("/api/v1/openapi.json").json()
    datasets = [p for p in _parameters(document, "/gaps") if p["name"] == "dataset"]
    assert "eurepoc" not in datasets[0]["schema"]["enum"]
    shown = json.dumps(kept_examples())
    assert "eurepoc" not in shown
    assert '"noncommercial": true' not in shown


def test_the_page_asks_nothing_of_other_hosts(client):
    response = client.get("/api/v1/docs")
    assert response.headers["content-type"].startswith("text/html")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    loads = re.findall(r"<(?:script|link|img|iframe)\b[^>]*", response.text)
    assert len(loads) == 2
    for load in loads:
        (address,) = re.findall(r'(?:src|href)="([^"]+)"', load)
        asset = client.get(f"/api/v1/{address}")
        assert asset.status_code == 200
        assert "immutable" in asset.headers["cache-control"]
        assert asset.headers["content-type"].startswith(("text/css", "text/javascript"))
        assert not re.search(r"https?://|//[a-z]+\.|@import|url\(", asset.text)
    assert not re.findall(r"<style|style=|onclick|javascript:", response.text)


def test_every_route_can_be_tried(client, document):
    page = client.get("/api/v1/docs").text
    for path in document["paths"]:
        assert f'data-path="{path}"' in page
    form = page.partition('data-path="/treaties/{treaty_id}/status"')[2].partition("</form>")[0]
    assert re.findall(r'name="(\w+)"', form) == ["treaty_id", "status", "on", *PAGING]
    assert 'value="CETS185"' in form
    assert '<option value="in_force">' in form


def test_links_of_problems_lead_to_the_page(client):
    page = client.get("/api/v1/docs").text
    kind = client.get("/api/v1/treaties?on=x").json()["type"].partition("#")[2]
    assert f'id="{kind}"' in page


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/"])
def test_the_entrance_leads_to_the_documentation(client, path):
    response = client.get(path, follow_redirects=False)
    assert response.headers["location"] == "/api/v1/docs"
