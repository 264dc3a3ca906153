"""Headers of every answer, and a policy that names no other host."""

import pytest
from starlette.testclient import TestClient

from dashboard.ui.security import HEADERS, policy, script_hash


@pytest.mark.parametrize(
    "path", ["/map", "/nothing", "/api/v1/countries", "/api/v1/docs", "/api/nothing", "/healthz"]
)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)


def directives(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (rule.split() for rule in text.split("; "))}


def test_a_page_admits_its_own_inline_script_and_no_other_host(client: TestClient) -> None:
    answer = client.get("/map")
    rules = directives(answer.headers["content-security-policy"])
    inline = [part.split("</script>", 1)[0] for part in answer.text.split("<script>")[1:]]
    assert [script_hash(text) for text in inline] == rules["script-src"][2:]
    named = [v for values in rules.values() for v in values if not v.startswith("'sha256-")]
    assert not [v for v in named if "//" in v or "unsafe-eval" in v]
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
