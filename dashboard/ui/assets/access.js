/* What the framework's page lacks for readers who use no mouse or no screen: a skip link that passes
   the header, scrolling by key from the start, names that tell one menu from the next, a way into a
   menu and back, a word when the view has changed, a focus that is never lost, and Esc for what
   appears at the pointer. */
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const FOCUSABLE = "a[href], button:enabled, input:enabled, summary, select, [tabindex='0']";
  let trail = [], acted = false, keyboard = false, opener = null, due = 0;
  let path = location.pathname, heading = "", told = 0;

  const live = document.createElement("div");
  live.className = "only-read";
  live.setAttribute("role", "status");

  const reach = (element) => {
    if (!element.matches(FOCUSABLE)) element.setAttribute("tabindex", "-1");
    element.focus();
  };

  /* The first element below the header. */
  const content = () => {
    const header = one(".st-key-site-header");
    const part = header?.closest("[data-testid=stLayoutWrapper]") ?? header;
    let next = part?.nextElementSibling;
    while (next && !next.getClientRects().length) next = next.nextElementSibling;
    return next;
  };

  /* The nearest heading that a menu or a list of sources belongs to. */
  const titleOf = (element) => {
    const part = element.closest("[class*=st-key-figure-], [class*=st-key-block-]");
    return part && one("h1, h2, h3", part)?.textContent.trim();
  };

  const name = (element, label) => {
    const title = titleOf(element), words = title ? `${label}: ${title}` : label;
    if (element.ariaLabel !== words) element.ariaLabel = words;
  };

  /* A menu lies at the end of the page: a key that opens it leads into it. */
  const menu = () => one("[data-testid=stPopoverBody]");
  const visit = () => {
    const inside = menu(), button = document.activeElement;
    if (!inside) {
      if (opener?.isConnected && button === document.body && keyboard) opener.focus();
      opener = null;
      live.removeAttribute("tabindex");
    } else if (keyboard && button !== opener && button.ariaExpanded === "true"
      && button.matches("[aria-haspopup=dialog]")) {
      const first = one(FOCUSABLE, inside);
      if (!first) return;
      opener = button;
      document.body.append(live); /* a stop behind the last, so that leaving does not leave the page */
      live.tabIndex = 0;
      first.focus();
    }
  };

  /* Beyond its last or before its first stop the menu closes, and its button has the focus again. */
  const leave = () => setTimeout(() => {
    const button = opener;
    if (!button || !menu() || menu().contains(document.activeElement)) return;
    if (document.activeElement.closest("[role=listbox], [role=dialog]")) return;
    button.focus();
    button.click();
  });

  const tidy = () => {
    due = 0;
    visit();
    /* What is left over from the view before goes some time after its script has ended; the end of
       a short script is not told at all. */
    if (one("[data-test-script-state=notRunning]")) {
      if (path === location.pathname) bringBack();
      else if (one(".site-links a[aria-current]")?.pathname === location.pathname) settled();
    }
    const main = document.getElementById("stMain");
    if (main && main.tabIndex !== -1) main.tabIndex = -1;
    for (const button of document.querySelectorAll("[class*=st-key-take-] button[aria-expanded]")) {
      name(button, one("p", button)?.textContent ?? button.textContent);
    }
    for (const more of document.querySelectorAll(".source-line summary")) {
      name(more, more.textContent);
    }
    document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true");
    for (const head of document.querySelectorAll("[role=dialog] header:not([role])")) {
      head.setAttribute("role", "none");
    }
    for (const list of document.querySelectorAll("[data-testid$=VirtualDropdown]:not([role])")) {
      list.setAttribute("role", "region");
      list.ariaLabel = "Choices";
    }
    for (const tag of document.querySelectorAll("[data-tag][aria-label]:not([role])")) {
      tag.setAttribute("role", "group");
    }
  };

  /* After a change of view: say so, and bring back a focus whose element is gone. */
  const settled = () => {
    const now = one("main h1")?.textContent.trim() ?? "", moved = path !== location.pathname;
    if (acted && heading && (now !== heading || performance.now() - told > 2000)) {
      told = performance.now();
      live.textContent = "";
      const words = now !== heading ? now : "The view is up to date.";
      setTimeout(() => { live.textContent = words; }, 100);
    }
    heading = now;
    const start = moved && content();
    if (moved && !start) return setTimeout(settled, 200); /* the new page is not there yet */
    path = location.pathname;
    /* On another page reading starts below the header, whether the link that led there is still there or not. */
    if (start && keyboard && [document.body, trail[0]].includes(document.activeElement)) reach(start);
    else bringBack();
  };

  /* A focus whose element is gone goes to the nearest that is left. */
  const bringBack = () => {
    const [own, ...around] = trail;
    if (!keyboard || !own || document.activeElement !== document.body) return;
    if (own.isConnected && !own.disabled) return;
    for (const part of around) {
      if (!part.isConnected) continue;
      const all = [...part.querySelectorAll(FOCUSABLE)];
      const same = all.find((each) => each.tagName === own.tagName && each.textContent === own.textContent);
      if (same ?? all[0]) return reach(same ?? all[0]);
    }
  };

  new MutationObserver((changes) => {
    due ||= setTimeout(tidy, 100);
    const ended = changes.some(({ type, target }) => type === "attributes"
      && target.dataset.testScriptState === "notRunning");
    if (ended) setTimeout(settled, 50);
  }).observe(document, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });

  addEventListener("DOMContentLoaded", () => document.body.append(live));

  addEventListener("focusin", ({ target }) => {
    trail = [];
    for (let each = target; each && each !== document.body; each = each.parentElement) trail.push(each);
  });
  for (const sign of ["pointerdown", "keydown", "popstate"]) {
    addEventListener(sign, () => {
      acted = true;
      if (sign !== "popstate") keyboard = sign === "keydown";
    }, true);
  }

  addEventListener("click", (event) => {
    if (event.detail === 0) keyboard = true;
    const start = event.target.closest?.("[data-testid=stSkipToContent]") && content();
    if (!start) return;
    event.preventDefault();
    event.stopPropagation();
    reach(start);
    start.scrollIntoView();
  }, true);

  const quiet = (event) => {
    const term = event.target.closest?.("a.term.quiet");
    if (term && !term.contains(event.relatedTarget)) term.classList.remove("quiet");
  };
  addEventListener("pointerout", quiet);
  addEventListener("focusout", quiet);

  const SCROLLS = new Set(["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "]);
  addEventListener("keydown", (event) => {
    if (event.key === "Tab" && menu()?.contains(event.target)) leave();
    if (event.key === "Escape") {
      for (const term of document.querySelectorAll("a.term:is(:hover, :focus-visible)")) {
        term.classList.add("quiet");
      }
      for (const layer of document.querySelectorAll(".hoverlayer")) layer.replaceChildren();
    } else if (SCROLLS.has(event.key) && document.activeElement === document.body) {
      document.getElementById("stMain")?.focus({ preventScroll: true });
    }
  }, true);
})();
