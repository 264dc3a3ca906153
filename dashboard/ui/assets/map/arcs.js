// Flows between countries as arcs that never leave the map: one Plotly trace an arc, its look put on the shape itself,
// so that pointing at a country costs no redraw. Plotly's own traces before them are figure.js's.

const SVG = "http://www.w3.org/2000/svg";
const TONE = { light: "#DC6455", dark: "#F3B655" };
const STEPS = 24;
const SHOWN = 4; // flows named in a tooltip, each way

/** A curve in degrees that stays within the map; the way back runs above the way there. */
function curve([x0, y0], [x1, y1]) {
  const rise = (x1 < x0 ? 0.3 : 0.16) * Math.hypot(x1 - x0, y1 - y0);
  const [cx, cy] = [(x0 + x1) / 2, Math.min(100, (y0 + y1) / 2 + rise)];
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS);
  const at = (a, c, b) => steps.map((t) => (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t ** 2 * b);
  return { lon: at(x0, cx, x1), lat: at(y0, cy, y1) };
}

export class Arcs {
  constructor(stage, world, fixed) {
    Object.assign(this, { stage, world, fixed, list: [], given: "[]", lines: [] });
    this.id = `map-arrow-${Math.random().toString(36).slice(2, 8)}`;
    this.defs = document.createElementNS(SVG, "svg");
    this.defs.setAttribute("class", "patterns");
    this.defs.setAttribute("aria-hidden", "true");
    stage.append(this.defs);
  }

  theme(dark) {
    this.tone = TONE[dark ? "dark" : "light"];
    this.defs.innerHTML = `<defs><marker id="${this.id}" viewBox="0 0 8 8" refX="6" refY="4" markerUnits="userSpaceOnUse" ` +
      `markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0L8 4L0 8Z" fill="${this.tone}"/></marker></defs>`;
  }

  /** The traces of `arcs` ([from, to, count] by position). */
  traces(arcs) {
    this.given = JSON.stringify(arcs ?? []);
    this.list = arcs ?? [];
    const { labels } = this.world;
    return this.list.map(([from, to]) => ({
      type: "scattergeo", mode: "lines", hoverinfo: "skip", line: { width: 1, color: this.tone },
      ...curve(labels[from], labels[to]),
    }));
  }

  /** Give Plotly the traces of `arcs` ([from, to, count] by position), if they changed. */
  async update(plot, arcs) {
    if (JSON.stringify(arcs ?? []) === this.given) return;
    const old = this.list.map((_, i) => this.fixed + i);
    const traces = this.traces(arcs);
    if (old.length) await window.Plotly.deleteTraces(plot, old);
    if (traces.length) await window.Plotly.addTraces(plot, traces);
  }

  /** Find the shapes again; call after each plotly_afterplot. */
  collect(plot) {
    this.lines = [...plot.querySelectorAll(".scatterlayer > .trace path.js-line")];
  }

  /** Width by the square root of the count; with a country pointed at, only its own stay strong. */
  paint(hovered) {
    const most = Math.max(1, ...this.list.map(([, , count]) => count));
    const some = this.list.some(([from, to]) => from === hovered || to === hovered);
    this.lines.forEach((node, i) => {
      const [from, to, count] = this.list[i] ?? [];
      const own = !some || from === hovered || to === hovered;
      node.style.cssText = `fill:none;stroke:${this.tone};stroke-linecap:round;marker-end:url(#${this.id});` +
        `stroke-width:${(0.8 + 4.2 * Math.sqrt((count ?? 0) / most)).toFixed(2)}px;stroke-opacity:${own ? 0.8 : 0.1}`;
    });
  }

  /** What the tooltip says of a country: its largest flows out and in. */
  text(country, labels) {
    const { names } = this.world;
    const say = (word, list) => list.length ? `${word} ${list.slice(0, SHOWN).join(", ")}` : "";
    return [
      say(labels.arcs_out, this.list.filter(([from]) => from === country).map(([, to, n]) => `${names[to]} ${n}`)),
      say(labels.arcs_in, this.list.filter(([, to]) => to === country).map(([from, , n]) => `${names[from]} ${n}`)),
    ].filter(Boolean);
  }
}
