// The list beside the map: every country with its class and words, to sort, search and choose from.
// Rows are kept between changes of data; only what differs is written.

import { make, pairs } from "./page.js";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export class CountryList {
  /** `pick(iso3)` hears of a row chosen, `find(text)` of a name that no row has. */
  constructor(labels, pick, find) {
    Object.assign(this, { labels, pick, find, given: [], rows: new Map(), by: "value", turned: false });
    this.finder = make("input", "finder", { type: "search", placeholder: labels.find_hint, autocomplete: "off",
      spellcheck: "false", "aria-label": labels.find });
    this.sorters = ["value", "name"].map((by) => {
      const button = make("button", "", { type: "button", value: by });
      button.addEventListener("click", () => this.sort(by));
      return button;
    });
    this.fold = make("button", "fold", { type: "button", "aria-expanded": "false" }, labels.list_open);
    this.fold.addEventListener("click", () => this.unfold(!this.box.classList.contains("open")));
    this.told = make("p", "told", { role: "status" });
    this.body = make("ul", "rows", { "aria-label": labels.rows });
    this.box = make("div", "list", {}, this.finder, make("div", "sorters", {}, ...this.sorters, this.fold), this.told, this.body);
    this.finder.addEventListener("input", () => { this.unfold(true); this.narrow(); });
    this.finder.addEventListener("keydown", (event) => this.typed(event));
    this.body.addEventListener("keydown", (event) => this.walk(event));
    this.body.addEventListener("click", ({ target }) => this.choose(target.closest("button")));
  }

  /** Show the list of a payload. `paint(chip, code)` gives a row's chip the look of its class. */
  update({ list, tips, tip_of, codes, selected, labels }, world, paint) {
    const rows = pairs(list.rows);
    const number = new Intl.NumberFormat(labels.locale, { maximumFractionDigits: 3 });
    this.given = rows.map((place, i) => {
      const drawn = place < world.order.length;
      const [iso3, name, words] = drawn
        ? [world.order[place], world.names[place], tips[tip_of[place]]]
        : list.others[place - world.order.length];
      const value = list.values[i] ?? null;
      const row = this.rows.get(iso3) ?? this.row(iso3, name);
      paint(row.chip, drawn ? parseInt(codes[place], 36) : -1);
      write(row.value, value === null ? "" : number.format(value));
      write(row.words, words);
      return Object.assign(row, { known: i < list.known });
    });
    this.mark(selected);
    this.arrange();
  }

  row(iso3, name) {
    const [chip, value, words] = [make("span", "chip"), make("span", "value"), make("small", "")];
    const button = make("button", "", { type: "button", value: iso3, tabindex: "-1" },
      chip, make("strong", "", {}, name), value, words);
    const row = { iso3, name, key: fold(`${name} ${iso3}`), node: make("li", "", {}, button), button, chip, value, words };
    this.rows.set(iso3, row);
    return row;
  }

  /** The chosen country stands out and is brought into sight, within the list alone. */
  mark(selected) {
    for (const { iso3, button } of this.given) press(button, iso3 === selected);
    if (selected === this.selected) return;
    this.selected = selected;
    const node = this.rows.get(selected)?.node;
    if (node && !this.body.contains(node.getRootNode().activeElement)) this.show(node, 5);
  }

  /** Scroll the list to a row; rows on the way get their height only then, so look again. */
  show(node, turns) {
    requestAnimationFrame(() => {
      const [top, end] = [node.offsetTop, node.offsetTop + node.offsetHeight];
      const { scrollTop, clientHeight } = this.body;
      if (top >= scrollTop && end <= scrollTop + clientHeight) return;
      this.body.scrollTop = top - clientHeight / 3;
      if (turns) this.show(node, turns - 1);
    });
  }

  /** On a narrow screen the rows are folded away, so that the card stands near the map. */
  unfold(open) {
    this.box.classList.toggle("open", open);
    this.fold.setAttribute("aria-expanded", String(open));
    write(this.fold, this.labels[open ? "list_close" : "list_open"]);
  }

  sort(by) {
    this.turned = this.by === by && !this.turned;
    this.by = by;
    this.arrange();
    this.body.scrollTop = 0;
  }

  /** Rows in the order asked for; those without a value stay below. */
  arrange() {
    const { by, turned, labels } = this;
    const turn = (rows) => (turned ? rows.reverse() : rows);
    const sorted = by === "name"
      ? turn([...this.given].sort((a, b) => a.name.localeCompare(b.name, labels.locale)))
      : [...turn(this.given.filter((row) => row.known)), ...this.given.filter((row) => !row.known)];
    for (const button of this.sorters) {
      const on = button.value === by, text = labels[`by_${button.value}`];
      press(button, on);
      write(button, on ? `${text} ${turned ? "↑" : "↓"}` : text);
      button.setAttribute("aria-label", on && turned ? `${text}, ${labels.turned}` : text);
    }
    const nodes = sorted.map((row) => row.node);
    const same = nodes.length === this.body.childElementCount && nodes.every((node, i) => node === this.body.children[i]);
    if (!same) this.body.replaceChildren(...nodes);
    this.narrow();
  }

  /** Show the rows that have what was typed in their name or code. */
  narrow() {
    const typed = fold(this.finder.value.trim());
    for (const { key, node } of this.given) node.hidden = !key.includes(typed);
    const left = this.shown.length;
    write(this.told, left ? "" : this.labels.find_none);
    this.stop(this.shown.find((row) => row.getAttribute("aria-pressed") === "true") ?? this.shown[0]);
  }

  /** The buttons of the rows in sight, from the top. */
  get shown() { return [...this.body.children].filter((node) => !node.hidden).map((node) => node.firstChild); }

  /** The one row that Tab reaches. */
  stop(button) {
    this.reached?.setAttribute("tabindex", "-1");
    this.reached = button;
    button?.setAttribute("tabindex", "0");
  }

  choose(button) {
    if (!button) return;
    this.stop(button);
    this.unfold(false);
    this.pick(button.value);
  }

  /** Enter takes the row of this very name, else the first that begins so, else the first left. */
  typed(event) {
    const text = this.finder.value.trim(), wanted = fold(text);
    if (event.key === "ArrowDown") { event.preventDefault(); this.shown[0]?.focus(); }
    if (event.key !== "Enter" || !text) return;
    const left = this.given.filter(({ node }) => !node.hidden);
    const found = left.find(({ name, iso3 }) => [name, iso3].some((each) => fold(each) === wanted))
      ?? left.find(({ key }) => key.startsWith(wanted)) ?? left[0];
    this.finder.value = "";
    this.unfold(false);
    this.narrow();
    if (!found) this.find(text);
    else if (found.iso3 !== this.selected) this.pick(found.iso3);
  }

  /** Arrow keys go from row to row. */
  walk(event) {
    const rows = this.shown, at = rows.indexOf(event.target.closest("button"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    this.stop(row);
    row.focus();
  }
}

function write(node, text) { if (node.textContent !== text) node.textContent = text; }

function press(button, on) {
  if (button.getAttribute("aria-pressed") !== String(on)) button.setAttribute("aria-pressed", String(on));
}
