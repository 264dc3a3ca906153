"""Headers of every answer, and a policy that names no other host."""

import pytest
from starlette.testclient import TestClient

from dashboard.ui.security import HEADERS, policy, script_hash
from dashboard.ui.static_routes import WORLD, assets

EVERY_KIND = {
    "page": "/map",
    "home": "/",
    "embed": "/map?layer=csirt&embed=true",
    "unknown page": "/nothing",
    "unknown file": "/nothing.html",
    "refused": "/../etc/passwd",
    "asset": f"/{assets()[WORLD].path}",
    "missing asset": "/assets/x/y",
    "static": "/static/nothing.js",
    "feed": "/feed.atom",
    "health": "/healthz",
    "readiness": "/readyz",
    "Streamlit's own": "/_stcore/host-config",
    "missing media": "/media/nothing.csv",
    "rows": "/api/v1/countries",
    "rows as CSV": "/api/v1/countries?format=csv",
    "problem": "/api/v1/countries/nowhere",
    "download": "/api/v1/figures/treaties.csv",
    "picture": "/api/v1/figures/treaties.svg",
    "brief": "/api/v1/briefs/FRA.pdf",
    "docs": "/api/v1/docs",
    "moved": "/api/v1",
    "guard": "/api/nothing",
}


@pytest.mark.parametrize("path", EVERY_KIND.values(), ids=EVERY_KIND)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    rules = directives(answer.headers["content-security-policy"])
    assert outside(rules) == []
    framed = ["*"] if "embed=true" in path else ["'self'"]
    assert rules["frame-ancestors"] in (framed, ["'none'"])
    assert "x-powered-by" not in answer.headers


def test_a_file_opened_by_itself_runs_nothing(client: TestClient) -> None:
    for path in ("/healthz", "/feed.atom", "/assets/x/y", EVERY_KIND["asset"]):
        rules = directives(client.get(path).headers["content-security-policy"])
        assert rules["default-src"] == ["'none'"]
        assert "script-src" not in rules


def test_an_unchanged_answer_keeps_the_policy_it_came_with(client: TestClient) -> None:
    path = EVERY_KIND["asset"]
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"if-none-match": tag})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers


def outside(rules: dict[str, list[str]]) -> list[str]:
    """Whatever is admitted besides this server itself; being framed is another matter."""
    own = ("blob:", "data:")
    return [
        value
        for name, values in rules.items()
        for value in values
        if name != "frame-ancestors" and not value.startswith("'") and value not in own
    ]


def directives(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (rule.split() for rule in text.split("; "))}


def test_a_page_admits_its_own_inline_script_and_no_other_host(client: TestClient) -> None:
    answer = client.get("/map")
    rules = directives(answer.headers["content-security-policy"])
    inline = [part.split("</script>", 1)[0] for part in answer.text.split("<script>")[1:]]
    assert [script_hash(text) for text in inline] == rules["script-src"][2:]
    assert outside(rules) == []
    assert not [values for values in rules.values() if "'unsafe-eval'" in values]
    assert "'unsafe-inline'" not in rules["script-src"]
    assert rules["object-src"] == rules["base-uri"] == ["'none'"]


def test_only_an_embedded_view_may_be_framed_elsewhere(client: TestClient) -> None:
    def ancestors(path: str) -> list[str]:
        return directives(client.get(path).headers["content-security-policy"])["frame-ancestors"]

    assert ancestors("/map") == ancestors("/map?embed=false") == ["'self'"]
    assert ancestors("/map?layer=csirt&embed=true") == ["*"]


def test_the_docs_keep_the_stricter_policy_of_their_own(client: TestClient) -> None:
    rules = directives(client.get("/api/v1/docs").headers["content-security-policy"])
    assert rules["default-src"] == ["'none'"]


def test_a_hash_is_that_of_the_text_between_the_tags() -> None:
    empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert script_hash("") == empty
    assert empty in policy([empty], framed=False)
