"""What a page must be for readers without a mouse, without a screen, or with large letters."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_AXE = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
CONTROLS = frozenset(
    {
        *("button", "checkbox", "combobox", "DisclosureTriangle", "link", "listbox", "menuitem"),
        *("option", "radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox"),
    }
)
"""Roles, as the browser calls them, of what a reader works with."""
PICTURES = frozenset({"image", "img", "figure"})


def violations(page: Page) -> list[str]:
    """Whatever axe finds against WCAG 2.2 AA and its own best practices, of any weight."""
    return [
        f"{each['impact']} {each['id']} at {' '.join(map(str, node['target']))}: "
        f"{' '.join(node['failureSummary'].split())[:300]}"
        for each in Axe().run(page, options=_AXE).response["violations"]
        for node in each["nodes"]
    ]


def nameless(page: Page) -> list[str]:
    """Controls and pictures that a screen reader could only call by their kind."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    found = [
        f"{node['role']['value']}: {_element(session, node['backendDOMNodeId'])}"
        for node in _told(nodes)
        if node["role"]["value"] in CONTROLS | PICTURES
        and not node.get("name", {}).get("value", "").strip()
    ]
    session.detach()
    return found


def _told(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a screen reader reaches: nothing inside a picture, which is told as a whole."""
    by_id = {node["nodeId"]: node for node in nodes}

    def inside_picture(node: dict[str, Any]) -> bool:
        parent = by_id.get(node.get("parentId", ""))
        return parent is not None and (
            parent["role"]["value"] in PICTURES or inside_picture(parent)
        )

    return [node for node in nodes if not node["ignored"] and not inside_picture(node)]


def _element(session: CDPSession, node: int) -> str:
    about = session.send("DOM.describeNode", {"backendNodeId": node})["node"]
    return " ".join([about["localName"], *about.get("attributes", [])])[:200]


def skipped_headings(page: Page) -> list[str]:
    """Headings that lie more than one level below the one before them."""
    levels: list[list[Any]] = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]"
        ".filter((h) => h.checkVisibility()).map((h) => [Number(h.tagName[1]), h.textContent])"
    )
    before = [0, *(level for level, _ in levels)]
    return [text for (level, text), last in zip(levels, before, strict=False) if level > last + 1]


def small_targets(page: Page) -> list[str]:
    """What is hit with a finger and smaller than 24 by 24 CSS pixels (WCAG 2.5.8).

    As there, a link in a line of text may be as high as the line, and a small target counts as
    large where a circle of 24 pixels around its middle meets no other target.
    """
    return page.evaluate(_SMALL)


_SMALL = """() => {
  const wanted = "a[href], button, input, summary, select, textarea, [role=radio], [role=slider]";
  const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot)];
  const all = roots.filter(Boolean).flatMap((root) => [...root.querySelectorAll(wanted)])
    .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !e.disabled && !e.closest(".only-read, table.blocks thead") && e.tabIndex >= 0);
  const boxes = all.map((e) => (e.tagName === "INPUT" && e.closest("label") || e))
    .map((e) => e.getBoundingClientRect());
  const inText = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline"
    && [...e.parentElement.childNodes].some((n) => n !== e && n.textContent.trim().length > 1);
  const meets = (box, other, both) => {
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (both) {
      return Math.hypot(x - other.left - other.width / 2, y - other.top - other.height / 2) < 24;
    }
    return Math.hypot(Math.max(other.left - x, 0, x - other.right),
      Math.max(other.top - y, 0, y - other.bottom)) < 12;
  };
  const small = (box) => Math.min(box.width, box.height) < 23.9;
  return all.filter((e, i) => boxes[i].width && small(boxes[i]) && !inText(e)
    && boxes.some((other, j) => j !== i && other.width && !all[j].contains(e) && !e.contains(all[j])
      && meets(boxes[i], other, small(other))))
    .map((e) => [e.tagName, (e.ariaLabel ?? e.textContent).trim().slice(0, 60),
      e.offsetWidth, e.offsetHeight].join(" "));
}"""


def untold_figures(page: Page) -> list[str]:
    """Figures without a text in place of the drawing, or without the way to their plain table."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[class*='st-key-figure-']")].flatMap((figure) => {
          const key = [...figure.classList].find((name) => name.startsWith("st-key-figure-"));
          if (figure.querySelector(".empty")) return [];
          const inside = [...figure.querySelectorAll("*")].flatMap((e) =>
            [e, ...(e.shadowRoot?.querySelectorAll("*") ?? [])]);
          const told = inside.some((e) => e.tagName === "TABLE"
            || ((/^(img|figure)$/.test(e.getAttribute("role")) || e.tagName === "FIGURE")
              && e.ariaLabel?.trim().length > 20)
            || (e.tagName === "IMG" && e.alt.trim().length > 20));
          const menu = figure.querySelector("[class*=st-key-take-] button");
          return [told ? "" : `${key}: no text`,
            menu?.ariaLabel?.startsWith("Table") ? "" : `${key}: no table`].filter(Boolean);
        })"""
    )


def moving(page: Page) -> list[str]:
    """What moves by itself, or would move at a change, although the reader asked for stillness."""
    return page.evaluate(
        """() => {
          const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot)];
          const runs = roots.filter(Boolean).flatMap((root) => root.getAnimations?.() ?? [])
            .filter((a) => a.playState === "running" && a.effect.getComputedTiming().endTime > 50)
            .map((a) => `${a.constructor.name} of ${a.effect.target?.className}`);
          const all = roots.filter(Boolean).flatMap((root) => [...root.querySelectorAll("*")]);
          const slow = all.filter((e) => getComputedStyle(e).transitionDuration.split(",")
            .some((time) => parseFloat(time) > 0.05)).map((e) => `${e.tagName}.${e.className}`);
          return [...runs, ...slow].slice(0, 5);
        }"""
    )


def covered(page: Page) -> list[str]:
    """Buttons, links and folds of the page's content that something else lies upon, so that a
    mouse cannot hit their middle."""
    return page.evaluate(_COVERED)


_COVERED = """() => {
  const main = document.querySelector("[data-testid=stMain]"), was = main.scrollTop;
  const wanted = "a[href], button:enabled, summary";
  // What scrolls within itself may lie behind its own first column.
  const SCROLLS = ".only-read, .mx, table.matrix, table.compare, [data-testid=stMultiSelect]";
  const found = [...main.querySelectorAll(wanted)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !e.closest(SCROLLS) && e.getClientRects().length === 1)
    .filter((e) => {
      e.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
      const box = e.getBoundingClientRect();
      if (box.width < 2 || box.right < 0 || box.left > innerWidth) return false;
      const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return at && !e.contains(at) && !at.contains(e);
    });
  main.scrollTop = was;
  return found.map((e) => `${e.tagName} “${e.innerText.slice(0, 40)}”`);
}"""
