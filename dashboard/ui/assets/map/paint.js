// Colours, hatching and outlines, put on Plotly's shapes after each of its drawings.
// Plotly's choropleth knows neither patterns nor per-country redraws; both are cheap here.

const INK = { light: "#1B2733", dark: "#E7EDF2" };
const PALE = { light: "#F1F3F5", dark: "#1C2630" };
const LINE = { light: "#8D99A5", dark: "#6B7986" };
const EDGE = { light: "#AEB8C1", dark: "#556270" };
const SVG = "http://www.w3.org/2000/svg";

let made = 0;

export class Painter {
  constructor(stage, world) {
    this.world = world;
    this.id = `map-pattern-${++made}`;
    this.defs = document.createElementNS(SVG, "svg");
    this.defs.setAttribute("class", "patterns");
    this.defs.setAttribute("aria-hidden", "true");
    stage.append(this.defs);
    // Raised shapes change their order in the page: dots are known by their place, not by count.
    this.places = new Map(world.dots.map((country) => [String(world.labels[country]), country]));
    this.shapes = []; this.dots = []; this.areas = []; this.rings = [];
    this.drawn = new Map();
  }

  /** Find Plotly's shapes again; call after each plotly_afterplot. */
  collect(plot) {
    this.drawn.clear();
    const traces = [...plot.querySelectorAll(".choroplethlayer .trace")];
    const paths = (i) => (traces[i] ? [...traces[i].querySelectorAll("path")] : []);
    this.shapes = paths(0).map((node) => [node, this.world.index.get(node.__data__.loc)]);
    this.areas = paths(1).map((node) => [node, node.__data__.loc]);
    const [points, rings] = [0, 1].map((i) => {
      const trace = plot.querySelectorAll(".scatterlayer > .trace")[i];
      return trace ? [...trace.querySelectorAll("path.point")] : [];
    });
    this.rings = rings;
    this.dots = points.map((node) => [node, this.places.get(String(node.__data__.lonlat))]);
  }

  theme(dark, background) {
    const mode = dark ? "dark" : "light";
    Object.assign(this, { mode, background, ink: INK[mode], edge: EDGE[mode] });
    // Each disputed stripe has a light and a dark line, so that it shows on every fill.
    const stripes = (name, gap, line, ground, angle, beside = "") =>
      `<pattern id="${this.id}-${name}" width="${gap}" height="${gap}" patternUnits="userSpaceOnUse" ` +
      `patternTransform="rotate(${angle})">` +
      (ground ? `<rect width="${gap}" height="${gap}" fill="${ground}"/>` : "") +
      (beside ? `<rect x="1" width="1" height="${gap}" fill="${beside}" fill-opacity=".6"/>` : "") +
      `<rect width="1" height="${gap}" fill="${line}"/></pattern>`;
    this.defs.innerHTML = `<defs>${stripes("hatch", 4, LINE[mode], PALE[mode], 45)}` +
      `${stripes("disputed", 5, this.ink, "", -45, background)}</defs>`;
  }

  fill(entry) {
    if (entry.pattern === "hatch") return `url(#${this.id}-hatch)`;
    if (entry.pattern === "outline") return this.background;
    return this.mode === "dark" ? entry.color_dark : entry.color;
  }

  /** Draw a state: `codes` per country, `muted` text of 0/1, positions hovered and selected;
   * `faint` where something else is drawn above. */
  paint({ entries, codes, muted, hovered, selected, faint }) {
    const fills = entries.map((entry) => this.fill(entry));
    const outline = entries.map((entry) => entry.pattern === "outline");
    const raised = [];
    // Colours of a month of play differ in few places: what stays the same is not drawn anew.
    const look = (node, css) => {
      if (this.drawn.get(node) === css) return;
      this.drawn.set(node, css);
      node.style.cssText = css;
    };
    const style = (node, country, dot) => {
      const code = codes[country], out = muted[country] === "1";
      const marked = country === selected, over = country === hovered;
      const plain = outline[code] ? this.edge : this.background;
      const width = marked ? 2 : over ? 1.5 : outline[code] ? 0.7 : dot ? 0.8 : 0.5;
      look(node, `fill:${fills[code]};fill-opacity:${out ? 0.16 : faint ? 0.45 : 1};opacity:1;` +
        `stroke:${marked || over ? this.ink : dot && !outline[code] ? this.edge : plain};` +
        `stroke-width:${width}px;stroke-opacity:${out && !marked && !over ? 0.6 : 1};stroke-linejoin:round`);
      if (marked || over) raised.push(node);
    };
    for (const [node, country] of this.shapes) style(node, country, false);
    for (const [node, country] of this.dots) style(node, country, true);
    for (const node of raised) if (node.nextSibling) node.parentNode.append(node);
    for (const node of this.rings) {
      look(node, `fill:none;opacity:1;stroke:${this.ink};stroke-width:2px`);
    }
    for (const [node, id] of this.areas) {
      const ground = id === "siachen";
      look(node, `fill:url(#${this.id}-${ground ? "hatch" : "disputed"});` +
        `fill-opacity:${ground ? 1 : 0.6};opacity:1;stroke:${this.ink};stroke-opacity:.55;` +
        "stroke-width:.6px;stroke-dasharray:2 2");
    }
  }
}
