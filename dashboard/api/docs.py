"""The reference as a page: the OpenAPI document in HTML, each route with a form to try it."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from dashboard.api.docs_form import try_form
from dashboard.api.examples import EXAMPLES
from dashboard.api.openapi_parameters import example_values
from dashboard.api.problems import KINDS

ASSETS = Path(__file__).parent / "assets"
STYLE, SCRIPT = "docs.css", "docs.js"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page loads its own style and script, asks its own server, and nothing else."""
_MANY = 20
_SITE = (("map", "Map"), ("data", "Data"))


def page(document: Mapping[str, Any]) -> str:
    """A complete HTML page for one OpenAPI document; its addresses are relative to itself."""
    info = document["info"]
    body = [f"<h1>{escape(info['title'])}</h1>", prose(info["description"])]
    body.append(
        '<p>For programs: <a href="openapi.json">openapi.json</a>. What changed, for feed readers: '
        '<a href="../../feed.atom">feed.atom</a>.</p>'
    )
    for tag, paths in by_tag(document).items():
        body.append(f'<h2 id="{anchor(tag)}">{escape(tag)}</h2>')
        body += [_operation(document, path, operation) for path, operation in paths]
    body += [
        '<h2 id="sources-of-rows">The fields of meta.sources</h2>',
        _fields(document, "Source"),
        _problems(document),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(info['title'])}</title>"
        f'<link rel="stylesheet" href="{STYLE}?v={asset_version(STYLE)}">'
        f'<script type="module" src="{SCRIPT}?v={asset_version(SCRIPT)}"></script></head>'
        f'<body>{_header()}<div class="columns">{_contents(document)}'
        f"<main>{''.join(body)}</main></div></body></html>"
    )


@cache
def asset(name: str) -> bytes:
    """The bytes of STYLE or SCRIPT."""
    return (ASSETS / name).read_bytes()


def asset_version(name: str) -> str:
    """A short hash of its bytes: the address changes when they do."""
    return hashlib.sha256(asset(name)).hexdigest()[:12]


def by_tag(document: Mapping[str, Any]) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    """Path and operation of every route, by heading, in order."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for path, operations in document["paths"].items():
        operation = operations["get"]
        found.setdefault(operation["tags"][0], []).append((path, operation))
    return found


def _header() -> str:
    links = "".join(f'<a href="../../{path}">{name}</a>' for path, name in _SITE)
    home = '<a href="../../">Global Cyber Cooperation Dashboard</a>'
    return f'<header class="site">{home}{links}</header>'


def _contents(document: Mapping[str, Any]) -> str:
    parts = []
    for tag, paths in by_tag(document).items():
        items = "".join(
            f'<li><a href="#{anchor(path)}"><code>{escape(path)}</code></a></li>'
            for path, _ in paths
        )
        parts.append(f"<h2>{escape(tag)}</h2><ul>{items}</ul>")
    more = '<li><a href="#sources-of-rows">Sources of rows</a></li>'
    more += '<li><a href="#problems">Problems</a></li>'
    parts.append(f"<h2>Also</h2><ul>{more}</ul>")
    return f'<nav class="contents" aria-label="Contents">{"".join(parts)}</nav>'


def _operation(document: Mapping[str, Any], path: str, operation: Mapping[str, Any]) -> str:
    head = f'<span class="verb">GET</span><code>{escape(path)}</code>'
    parts = [f'<h3 id="{anchor(path)}">{head}</h3>', prose(operation.get("description", ""))]
    parameters = operation.get("parameters", [])
    if parameters:
        rows = [(_code(p["name"]), _parameter(p)) for p in parameters]
        parts.append(_table(("Parameter", "Meaning"), rows))
    base = "../../" if "servers" in document["paths"][path] else "./"
    parts.append(try_form(path, parameters, example_values(path), base))
    link = EXAMPLES.get(path, f"{base}{path.strip('/')}".removeprefix("./"))
    parts.append(f'<p>Example: <a href="{escape(link)}"><code>{escape(link)}</code></a></p>')
    fields = row_fields(operation)
    if fields:
        table = _table(("Field", "Meaning"), [_field(n, f) for n, f in fields.items()])
        parts.append(f"<details><summary>{len(fields)} fields</summary>{table}</details>")
    parts.append(_example(operation))
    return "".join(parts)


def row_fields(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of the rows of a route by name; empty where it has none of its own."""
    content = operation["responses"]["200"]["content"].get("application/json", {})
    data = content.get("schema", {}).get("properties", {}).get("data", {})
    fields: Mapping[str, Any] = (data.get("items") or data).get("properties", {})
    return fields


def _example(operation: Mapping[str, Any]) -> str:
    for kind, content in operation["responses"]["200"]["content"].items():
        if "example" in content:
            given = content["example"]
            text = given if isinstance(given, str) else _indented(given)
            label = f"Example of an answer, {kind}"
            return (
                f"<details><summary>Example of an answer</summary>"
                f'<pre tabindex="0" role="region" aria-label="{label}, {operation["summary"]}">'
                f"{escape(text)}</pre></details>"
            )
    return ""


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _parameter(parameter: Mapping[str, Any]) -> str:
    schema = parameter["schema"]
    choices = schema.get("enum", ())
    required = "Required. " if parameter["required"] and parameter["in"] == "query" else ""
    text = _inline(required + parameter.get("description", ""))
    if len(choices) > _MANY:
        text += f" One of {len(choices)} ids."
    elif choices:
        text += " One of " + ", ".join(_code(str(choice)) for choice in choices) + "."
    if "default" in schema:
        text += f" Default {_code(str(schema['default']).lower())}."
    return text


def _field(name: str, schema: Mapping[str, Any]) -> tuple[str, str]:
    choices = [c for c in schema.get("enum", ()) if c is not None]
    more = f" One of {', '.join(map(_code, choices))}." if 0 < len(choices) <= 12 else ""
    return _code(name), escape(schema["description"]) + more


def _fields(document: Mapping[str, Any], schema: str) -> str:
    properties = document["components"]["schemas"][schema]["properties"]
    return _table(("Field", "Meaning"), [_field(n, f) for n, f in properties.items()])


def _problems(document: Mapping[str, Any]) -> str:
    rows = [
        (f'<span id="{kind}"><code>{status}</code> {escape(title)}</span>', escape(when))
        for kind, (status, title, when) in KINDS.items()
    ]
    intro = "<p>An error is a problem document (RFC 9457) with these fields:</p>"
    kinds = _table(("Kind", "When"), rows)
    return f'<h2 id="problems">Problems</h2>{intro}{_fields(document, "Problem")}<p></p>{kinds}'


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    top = "".join(f'<th scope="col">{name}</th>' for name in head)
    body = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    return f'<div class="scroll"><table><tr>{top}</tr>{body}</table></div>'


def prose(text: str) -> str:
    """Paragraphs of HTML; what stands in backquotes as code."""
    return "".join(f"<p>{_inline(paragraph)}</p>" for paragraph in text.split("\n\n"))


def _inline(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def anchor(path: str) -> str:
    """The fragment of a heading: '/treaties/{treaty_id}/status' → 'treaties-treaty_id-status'."""
    return re.sub(r"\W+", "-", path).strip("-")
