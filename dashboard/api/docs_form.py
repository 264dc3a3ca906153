"""The form with which a reader tries a route in the reference; its script is ``assets/docs.js``."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

FEW = 12
"""Up to so many choices are a menu; more are suggestions while typing."""


def try_form(
    path: str, parameters: Sequence[Mapping[str, Any]], given: Mapping[str, str], base: str
) -> str:
    """A form of all parameters, filled in with ``given``; hidden until the script runs.

    ``base`` leads from the page to where the path starts (``./`` or ``../../``).
    """
    fields = "".join(_field(path, p, given.get(p["name"], "")) for p in parameters)
    group = f'<div class="fields">{fields}</div>' if fields else ""
    name = escape(path, quote=True)
    return (
        f'<form class="try" data-path="{name}" data-base="{base}" aria-label="Try {name}" hidden>'
        f'{group}<div class="actions"><button type="submit">Send</button>'
        '<button type="reset" class="plain">Reset</button>'
        f'<a class="address" href="{base}{name.strip("/")}">{name}</a></div>'
        '<details><summary>curl, Python, R</summary><pre class="snippets" tabindex="0" '
        f'role="region" aria-label="The request {name} for other tools"></pre></details>'
        '<div class="answer" aria-live="polite"></div></form>'
    )


def _field(path: str, parameter: Mapping[str, Any], value: str) -> str:
    name, schema = parameter["name"], parameter["schema"]
    needed = bool(parameter.get("required"))
    choices = _choices(schema)
    about = f'name="{name}" data-in="{parameter["in"]}" autocomplete="off"'
    about += " required" if needed else ""
    if choices and len(choices) <= FEW and "enum" in schema:
        control = _menu(about, choices, value, needed)
    else:
        control = _box(about, f"{path} {name}", schema, choices, value)
    mark = ' class="needed"' if needed else ""
    return f"<label><span{mark}>{escape(name)}</span>{control}</label>"


def _choices(schema: Mapping[str, Any]) -> list[str]:
    if schema.get("type") == "boolean":
        return ["true", "false"]
    return [str(choice) for choice in schema.get("enum", schema.get("examples", ()))]


def _menu(about: str, choices: Sequence[str], value: str, needed: bool) -> str:
    options = choices if needed else ("", *choices)
    inside = "".join(
        f'<option value="{escape(c, quote=True)}"{" selected" if c == value else ""}>'
        f"{escape(c) or '–'}</option>"
        for c in options
    )
    return f"<select {about}>{inside}</select>"


def _box(
    about: str, key: str, schema: Mapping[str, Any], choices: Sequence[str], value: str
) -> str:
    kind = {"integer": "number", "date": "date"}.get(
        "date" if schema.get("format") == "date" else str(schema.get("type")), "text"
    )
    limits = "".join(
        f' {attribute}="{schema[word]}"'
        for word, attribute in (("minimum", "min"), ("maximum", "max"), ("maxLength", "maxlength"))
        if word in schema
    )
    ident = "list-" + "".join(c if c.isalnum() else "-" for c in key)
    suggested = f' list="{ident}"' if choices else ""
    options = "".join(f'<option value="{escape(c, quote=True)}">' for c in choices)
    listed = f'<datalist id="{ident}">{options}</datalist>' if choices else ""
    given = escape(value, quote=True)
    return f'<input type="{kind}" value="{given}" {about}{limits}{suggested}>{listed}'
