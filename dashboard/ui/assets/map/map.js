// The world map. Streamlit calls the default export at every change of data or theme; the first
// call builds the map into the component's root, later calls only repaint it.

import { Arcs } from "./arcs.js";
import { PlayBar } from "./bar.js";
import { DOTS, MAX_ZOOM, MIN_ZOOM, RING, dotSize, figure } from "./figure.js";
import { loadWorld } from "./geometry.js";
import { CountryList } from "./list.js";
import { loadPlotly, make, pairs } from "./page.js";
import { Painter } from "./paint.js";
import { Pointer } from "./pointer.js";

const views = new WeakMap();

export default async function map(component, url) {
  const root = component.parentElement;
  let view = views.get(root);
  if (!view) views.set(root, (view = new View(root, url)));
  view.component = component;
  const payload = JSON.parse(new TextDecoder().decode(component.data));
  await view.update({ ...payload, tip_of: pairs(payload.tip_of) });
  return () => view.remove();
}

class View {
  constructor(root, url) {
    this.url = url;
    this.box = root.querySelector(".map");
    this.stage = root.querySelector(".stage");
    this.hovered = -1;
    this.ringed = "";
    this.ready = null;
  }

  remove() {
    this.sizes?.disconnect();
    this.bar?.player.cancel();
    if (this.plot && window.Plotly) window.Plotly.purge(this.plot);
  }

  async update(payload) {
    this.payload = payload;
    try {
      await (this.ready ??= this.build(payload.labels));
    } catch (error) {
      this.ready = null;
      this.box.setAttribute("aria-busy", "false");
      this.stage.replaceChildren(make("p", "failed", { role: "status" }, payload.labels.failed));
      console.warn(error);
      return;
    }
    if (this.payload !== payload) return; // a newer payload arrived while loading
    this.bar.update(payload);
    if (!this.bar.running) this.codes = this.given();
    this.plot.setAttribute("aria-label", payload.alt);
    this.theme();
    await this.arcs.update(this.plot, payload.arcs);
    this.legend();
    this.paint();
    this.encircle(payload.selected);
    this.list?.update(payload, this.world, (chip, code) => this.chip(chip, payload.entries[code]));
    this.box.setAttribute("aria-busy", "false");
  }

  /** The codes of the payload, one number per country. */
  given() { return [...this.payload.codes].map((c) => parseInt(c, 36)); }

  async build(labels) {
    this.box.prepend(make("link", "", { rel: "stylesheet", href: this.url.style }));
    this.plot = make("div", "plot", { role: "img", "aria-label": labels.loading });
    this.stage.replaceChildren(this.plot);
    const [Plotly, world] = await Promise.all([loadPlotly(this.url), loadWorld(this.url.world)]);
    this.world = world;
    this.painter = new Painter(this.stage, world);
    const { data, layout, config } = figure(world, this.size(), this.url.stub);
    this.arcs = new Arcs(this.stage, world, data.length);
    this.theme();
    await Plotly.newPlot(this.plot, [...data, ...this.arcs.traces(this.payload.arcs)], layout, config);
    this.collect();
    const { projection, center } = this.plot._fullLayout.geo;
    this.home = { "geo.projection.scale": 1, "geo.projection.rotation.lon": projection.rotation.lon,
      "geo.center.lon": center.lon, "geo.center.lat": center.lat };
    this.plot.on("plotly_afterplot", () => { this.collect(); this.paint(); });
    this.plot.on("plotly_relayout", () => this.zoomed());
    this.pointer = new Pointer(this);
    this.below(labels);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.stage);
  }

  collect() {
    this.painter.collect(this.plot);
    this.arcs.collect(this.plot);
  }

  /** Everything beside and under the map: play bar, legend, zoom buttons, list. */
  below(labels) {
    const button = (key, text, act) => {
      const node = make("button", key, { type: "button", "aria-label": labels[key], title: labels[key] }, text);
      node.addEventListener("click", act);
      return node;
    };
    const bar = make("div", "bar");
    this.bar = new PlayBar(bar, (codes) => { this.codes = codes; this.paint(); }, (on) => this.rest(on));
    this.legendBox = make("ul", "legend", { "aria-label": labels.legend });
    const zoom = make("div", "zoom", {},
      button("zoom_in", "+", () => this.zoom(1.7)), button("zoom_out", "−", () => this.zoom(1 / 1.7)),
      button("reset", "⟲", () => window.Plotly.relayout(this.plot, { ...this.home })));
    this.box.append(bar, make("div", "foot", {}, this.legendBox, zoom));
    if (!this.payload.list) return;
    this.list = new CountryList(labels, (iso3) => this.tell("pick", iso3), (text) => this.tell("find", text));
    this.box.append(this.list.box);
  }

  size() { return { width: this.stage.clientWidth, height: this.stage.clientHeight }; }

  resize() {
    const { width, height } = this.size(), now = this.plot._fullLayout;
    if (width > 0 && (width !== now.width || height !== now.height)) {
      window.Plotly.update(this.plot, { "marker.size": dotSize(width) }, { width, height }, [DOTS]);
    }
  }

  theme() {
    const css = getComputedStyle(this.box);
    const colour = css.getPropertyValue("--st-background-color").trim() || "#ffffff";
    if (colour === this.ground) return;
    this.ground = colour;
    const probe = make("i", "", { style: `color:${colour}` });
    this.stage.append(probe);
    const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    probe.remove();
    this.dark = 0.299 * r + 0.587 * g + 0.114 * b < 128;
    this.box.classList.toggle("dark", this.dark);
    this.painter.theme(this.dark, colour);
    this.arcs.theme(this.dark);
  }

  paint() {
    if (!this.codes) return;
    const { entries, muted, selected } = this.payload;
    const chosen = this.world.index.get(selected) ?? -1;
    this.painter.paint({ entries, codes: this.codes, muted, hovered: this.hovered, selected: chosen,
      faint: this.arcs.list.length > 0 });
    this.arcs.paint(this.hovered);
  }

  /** A ring around a selected country that is too small for its outline to be seen. */
  encircle(iso3) {
    const country = this.world.index.get(iso3);
    const place = this.world.small.includes(country) ? [this.world.labels[country]] : [];
    if (String(place) === this.ringed) return;
    this.ringed = String(place);
    window.Plotly.restyle(this.plot, { lon: [place.map((p) => p[0])], lat: [place.map((p) => p[1])] }, [RING]);
  }

  legend() {
    const { entries, shown, kind, labels } = this.payload;
    this.legendBox.className = `legend ${kind} ${this.arcs.list.length ? "faint" : ""}`;
    this.legendBox.replaceChildren(...shown.map((i) => {
      const chip = this.chip(make("span", ""), entries[i]);
      return make("li", entries[i].empty ? "empty" : "", {}, chip, entries[i].label);
    }), make("li", "empty", {}, make("span", "chip disputed"), labels.disputed));
  }

  /** The sign of a class of the legend; blank without one. */
  chip(node, entry) {
    const look = `chip ${entry ? entry.pattern ?? "" : "blank"}`, fill = entry && !entry.pattern ? this.painter.fill(entry) : "";
    if (node.className !== look) node.className = look;
    if (node.dataset.fill !== fill) node.style.background = node.dataset.fill = fill;
    return node;
  }

  /** Let Python know what the reader did. */
  tell(name, value) { this.component.setTriggerValue(name, value); }

  /** Play or the slider came to rest: tell Python, or show again what Python gave for that day. */
  rest(on) {
    if (on !== this.payload.on) { this.tell("on", on); return; }
    this.codes = this.given();
    this.paint();
  }

  pick(country) { this.tell("pick", this.world.order[country]); }

  hover(country) {
    this.hovered = country;
    this.stage.classList.toggle("over", country >= 0);
    this.paint();
  }

  /** The tooltip's three lines. While time runs the second says the class alone. */
  text(country) {
    const { entries, tips, tip_of, muted, source_note, labels } = this.payload;
    const { label } = entries[this.codes[country]], tip = this.bar.running ? "" : tips[tip_of[country]];
    const value = [!tip.startsWith(label) && label, tip, muted[country] === "1" && labels.outside];
    const flows = this.arcs.text(country, labels);
    return { name: this.world.names[country], value: value.filter(Boolean).join(" · "), flows, note: source_note };
  }

  zoom(factor) {
    const now = this.plot._fullLayout.geo.projection.scale;
    const scale = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, now * factor));
    if (scale !== now) window.Plotly.relayout(this.plot, { "geo.projection.scale": scale });
  }

  get zoomedIn() { return this.plot._fullLayout.geo.projection.scale > 1.02; }

  zoomed() {
    this.pointer.over(-1);
    this.stage.classList.toggle("zoomed", this.zoomedIn);
  }
}
