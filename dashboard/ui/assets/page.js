/* Links between our pages change the view without loading the application anew, and an address that
   names a part of a page leads there. BASE and PAGES are put in by the server. */
(() => {
  const pages = new Set(PAGES);
  let watch = 0, bars = 0;

  /* What stands above a part may still grow: go there until it stays in place, or the reader moves. */
  const stop = () => clearInterval(watch);
  const toPart = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    stop();
    if (!id) return;
    let last = NaN, still = 0, tries = 0;
    watch = setInterval(() => {
      const part = document.getElementById(id);
      if (++tries > 100 || still > 5) return stop();
      if (!part) return;
      still = Math.abs(part.getBoundingClientRect().top - last) < 2 ? still + 1 : 0;
      if (!still) { part.scrollIntoView(); last = part.getBoundingClientRect().top; }
    }, 200);
  };
  for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(sign, () => [watch, bars].forEach(clearInterval), { passive: true });
  }

  /* The bar of parts may be wider than a phone: the part shown is scrolled into it. */
  const showChosen = () => {
    let tries = 0;
    clearInterval(bars);
    bars = setInterval(() => {
      if (++tries > 15) return clearInterval(bars);
      for (const chosen of document.querySelectorAll("nav.parts a[aria-current], .site-links a[aria-current]")) {
        const bar = chosen.closest("nav.parts, ul"), box = bar.getBoundingClientRect();
        const { left, right } = chosen.getBoundingClientRect();
        if (left < box.left || right > box.right - 40) bar.scrollLeft += left - box.left - 40;
      }
    }, 200);
  };

  const pageOf = (url) => url.pathname.startsWith(BASE)
    ? url.pathname.slice(BASE.length).replace(/\/$/, "") : undefined;

  /* A new part begins below the bar, which sticks to the top: go back to where the bar stands. */
  const toBar = (bar, main) => {
    const above = bar.closest("[data-testid=stElementContainer]")?.previousElementSibling;
    const past = above ? main.getBoundingClientRect().top - above.getBoundingClientRect().bottom : 0;
    if (past > 0) main.scrollTop -= past;
  };

  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey
      || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.hasAttribute("download") || !["", "_self"].includes(link.target)) return;
    const here = new URL(location.href), there = new URL(link.href, here);
    const inside = there.origin === here.origin && pages.has(pageOf(there));
    if (!inside || !pages.has(pageOf(here)) || here.searchParams.get("embed")) return;
    const moved = there.pathname !== here.pathname;
    if (!moved && there.search === here.search) return; /* to a part of what is shown */
    event.preventDefault();
    history.pushState(null, "", there);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
    const main = document.querySelector("[data-testid=stMain]");
    const bar = link.closest("nav.jump");
    if (there.hash) toPart();
    else if (moved && main) main.scrollTop = 0;
    else if (bar && main) toBar(bar, main);
    showChosen();
  });
  /* Charts carry the colours of the screen: on paper they are turned to dark on white. */
  addEventListener("beforeprint", () => {
    const app = document.querySelector(".stApp");
    const dark = app && getComputedStyle(app).colorScheme.includes("dark");
    document.documentElement.classList.toggle("printed-dark", Boolean(dark));
  });
  toPart();
  showChosen();
})();
