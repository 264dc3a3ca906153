"""The documentation page: the OpenAPI document as plain HTML, nothing fetched from anywhere."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.api.examples import EXAMPLES
from dashboard.api.problems import KINDS

_STYLE = """
:root{color-scheme:light dark;--ink:#1B2733;--paper:#fff;--accent:#0B6E74;--line:#c9d2d9}
@media(prefers-color-scheme:dark){:root{--ink:#E7EDF2;--paper:#10171E;--accent:#57C4BE;--line:#33414d}}
body{font:15px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);
max-width:60rem;margin:0 auto;padding:24px 16px 40px}
h1{font-size:24px}
h2{font-size:18px;margin-top:40px;border-top:1px solid var(--line);padding-top:16px}
h3{font-size:15px;margin:24px 0 4px}a{color:var(--accent)}
code{font-size:13px;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:13px}
td,th{text-align:left;vertical-align:top;padding:4px 16px 4px 0;border-bottom:1px solid var(--line)}
td:first-child,th:first-child{white-space:nowrap}summary{cursor:pointer}.scroll{overflow-x:auto}
@media(max-width:600px){td,th{display:block;border:0;padding:2px 0}
td:last-child,th:last-child{padding-bottom:8px;border-bottom:1px solid var(--line)}}
"""


def page(document: Mapping[str, Any]) -> str:
    """A complete HTML page for one OpenAPI document."""
    info = document["info"]
    body = [f"<h1>{escape(info['title'])}</h1>", _prose(info["description"])]
    body.append('<p>Machine-readable: <a href="openapi.json">openapi.json</a>.</p>')
    body.append(_contents(document))
    tag = ""
    for path, operations in document["paths"].items():
        operation = operations["get"]
        if operation["tags"][0] != tag:
            tag = operation["tags"][0]
            body.append(f"<h2>{escape(tag)}</h2>")
        body.append(_operation(document, path, operation))
    body += [
        "<h2>The fields of meta.sources</h2>",
        _fields(document, "Source"),
        _problems(document),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(info['title'])}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>"
    )


def _contents(document: Mapping[str, Any]) -> str:
    rows = [
        (f'<a href="#{_anchor(path)}"><code>{escape(path)}</code></a>', _first(o["get"]))
        for path, o in document["paths"].items()
    ]
    return _table(("Address", "Answers"), rows)


def _operation(document: Mapping[str, Any], path: str, operation: Mapping[str, Any]) -> str:
    parts = [f'<h3 id="{_anchor(path)}"><code>GET {escape(path)}</code></h3>']
    parts.append(_prose(operation.get("description", "")))
    link = EXAMPLES.get(path)
    if link:
        parts.append(f'<p>Try <a href="{escape(link)}"><code>{escape(link)}</code></a></p>')
    parameters = operation.get("parameters", [])
    if parameters:
        rows = [(_code(p["name"]), _parameter(document, p)) for p in parameters]
        parts.append(_table(("Parameter", "Meaning"), rows))
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    data = schema["properties"]["data"]
    fields = (data.get("items") or data).get("properties", {})
    if fields:
        table = _table(("Field", "Meaning"), [_field(n, f) for n, f in fields.items()])
        parts.append(f"<details><summary>{len(fields)} fields</summary>{table}</details>")
    return "".join(parts)


def _parameter(document: Mapping[str, Any], parameter: Mapping[str, Any]) -> str:
    schema = parameter["schema"]
    kinds = [_resolved(document, s) for s in (schema, *schema.get("anyOf", ()))]
    choices = [choice for kind in kinds for choice in kind.get("enum", ())]
    required = "Required. " if parameter["required"] and parameter["in"] == "query" else ""
    text = escape(required + parameter.get("description", ""))
    if choices:
        text += " One of " + ", ".join(_code(str(choice)) for choice in choices) + "."
    if "default" in schema:
        text += f" Default {_code(str(schema['default']).lower())}."
    return text


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


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
    return f"<h2>Problems</h2>{intro}{_fields(document, 'Problem')}<p></p>{kinds}"


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    top = "".join(f'<th scope="col">{name}</th>' for name in head)
    body = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    return f'<div class="scroll"><table><tr>{top}</tr>{body}</table></div>'


def _prose(text: str) -> str:
    """Paragraphs; `code` marks as code."""
    paragraphs = [re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(p)) for p in text.split("\n\n")]
    return "".join(f"<p>{p}</p>" for p in paragraphs)


def _first(operation: Mapping[str, Any]) -> str:
    return _prose(operation.get("description", "").split("\n\n")[0]).removeprefix("<p>")[:-4]


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _anchor(path: str) -> str:
    return re.sub(r"\W+", "-", path).strip("-")
