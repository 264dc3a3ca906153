// The world map. Streamlit calls the default export at every change of data or theme; the first
// call builds the map into the component's root, later calls only repaint it.

import { countryAt, loadWorld } from "./geometry.js";
import { Painter } from "./paint.js";
import { Player, iso, stepAt, timeline } from "./play.js";

const views = new WeakMap();
const [MIN_ZOOM, MAX_ZOOM] = [1, 40];
const REACH = 14; // pixels around the centre of a small country that count as the country
// Middle of the map between 57° S and 84° N as Equal Earth draws it; Plotly assumes equal degrees.
const MIDDLE = 6.4;

export default async function map(component, url) {
  const root = component.parentElement;
  let view = views.get(root);
  if (!view) views.set(root, (view = new View(root, url)));
  view.component = component;
  await view.update(component.data);
  return () => view.remove();
}

let bundle = null;

function loadPlotly(url) {
  bundle ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url.bundle;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { bundle = null; reject(new Error("map bundle")); };
    document.head.append(script);
  }).then(async (Plotly) => {
    // Given here, the base map that Plotly insists on is never asked of another host.
    const stub = await (await fetch(url.stub)).json();
    window.PlotlyGeoAssets ??= { topojson: {} };
    window.PlotlyGeoAssets.topojson.world_110m = stub;
    return Plotly;
  });
  return bundle;
}

function make(tag, className, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), { className });
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

class View {
  constructor(root, url) {
    this.url = url;
    this.box = root.querySelector(".map");
    this.stage = root.querySelector(".stage");
    this.hovered = -1;
    this.ringed = "";
    this.player = new Player((k) => this.showStep(k), (k) => this.released(k));
    this.ready = null;
  }

  remove() {
    this.sizes?.disconnect();
    cancelAnimationFrame(this.player.timer);
    if (this.plot) window.Plotly.purge(this.plot);
  }

  async update(payload) {
    const before = this.payload;
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
    if (this.player.running && JSON.stringify(before?.play) !== JSON.stringify(payload.play)) {
      cancelAnimationFrame(this.player.timer);
      this.player.timer = 0;
    }
    if (!this.player.running) this.codes = this.given();
    this.plot.setAttribute("aria-label", payload.alt);
    this.theme();
    this.legend();
    this.bar(before);
    this.paint();
    this.encircle(payload.selected);
    this.box.setAttribute("aria-busy", "false");
  }

  /** The codes of the payload, one number per country. */
  given() { return [...this.payload.codes].map((c) => parseInt(c, 36)); }

  async build(labels) {
    this.box.prepend(make("link", "", { rel: "stylesheet", href: this.url.style }));
    this.plot = make("div", "plot", { role: "img", "aria-label": labels.loading });
    this.tip = make("div", "tip", { "aria-hidden": "true" });
    this.tip.hidden = true;
    const button = (key, text, act) => {
      const node = make("button", key, { type: "button", "aria-label": labels[key], title: labels[key] }, text);
      node.addEventListener("click", act);
      return node;
    };
    this.zoomBox = make("div", "zoom", {},
      button("zoom_in", "+", () => this.zoom(1.7)), button("zoom_out", "−", () => this.zoom(1 / 1.7)),
      button("reset", "⟲", () => this.reset()));
    this.stage.replaceChildren(this.plot, this.tip);
    this.barBox = make("div", "bar");
    this.legendBox = make("ul", "legend", { "aria-label": labels.legend });
    this.box.append(this.barBox, make("div", "foot", {}, this.legendBox, this.zoomBox));
    const [Plotly, world] = await Promise.all([loadPlotly(this.url), loadWorld(this.url.world)]);
    this.world = world;
    this.painter = new Painter(this.stage, world);
    this.theme();
    const area = (features) => ({
      type: "choropleth", geojson: features, featureidkey: "id", locations: features.features.map((f) => f.id),
      z: features.features.map(() => 0), showscale: false, hoverinfo: "skip", marker: { line: { width: 0.5 } },
    });
    const dots = {
      type: "scattergeo", mode: "markers", hoverinfo: "skip", marker: { size: 7, line: { width: 0.8 } },
      lon: world.dots.map((i) => world.labels[i][0]), lat: world.dots.map((i) => world.labels[i][1]),
    };
    const ring = { ...dots, lon: [], lat: [], marker: { size: 22, symbol: "circle-open", line: { width: 2 } } };
    const layout = {
      ...this.size(), margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, uirevision: "kept",
      paper_bgcolor: "rgba(0,0,0,0)", dragmode: "pan", hovermode: false,
      geo: {
        projection: { type: "equal earth", scale: 1, minscale: MIN_ZOOM, maxscale: MAX_ZOOM },
        center: { lon: 0, lat: MIDDLE }, fitbounds: false, visible: false, bgcolor: "rgba(0,0,0,0)", uirevision: "kept",
        lonaxis: { range: [-180, 180] }, lataxis: { range: [-57, 84] },
      },
    };
    const config = {
      displayModeBar: false, scrollZoom: false, responsive: false, showTips: false,
      topojsonURL: this.url.stub.replace(/[^/]*$/, ""),
    };
    await Plotly.newPlot(this.plot, [area(world.countries), area(world.disputed), dots, ring], layout, config);
    this.painter.collect(this.plot);
    const { projection, center } = this.plot._fullLayout.geo;
    this.home = { "geo.projection.scale": 1, "geo.projection.rotation.lon": projection.rotation.lon,
      "geo.center.lon": center.lon, "geo.center.lat": center.lat };
    this.plot.on("plotly_afterplot", () => { this.painter.collect(this.plot); this.paint(); });
    this.plot.on("plotly_relayout", () => this.zoomed());
    this.listen();
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.stage);
  }

  size() { return { width: this.stage.clientWidth, height: this.stage.clientHeight }; }

  resize() {
    const { width, height } = this.size(), now = this.plot._fullLayout;
    if (width > 0 && (width !== now.width || height !== now.height)) {
      window.Plotly.update(this.plot, { "marker.size": width < 600 ? 5.5 : 7 }, { width, height }, [2]);
    }
  }

  theme() {
    const css = getComputedStyle(this.box);
    const colour = css.getPropertyValue("--st-background-color").trim() || "#ffffff";
    const probe = make("i", "", { style: `color:${colour}` });
    this.stage.append(probe);
    const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    probe.remove();
    this.dark = 0.299 * r + 0.587 * g + 0.114 * b < 128;
    this.box.classList.toggle("dark", this.dark);
    this.painter.theme(this.dark, colour);
  }

  paint() {
    if (!this.codes) return;
    const { entries, muted, selected } = this.payload;
    const chosen = this.world.index.get(selected) ?? -1;
    this.painter.paint({ entries, codes: this.codes, muted, hovered: this.hovered, selected: chosen });
  }

  /** A ring around a selected country that is too small for its outline to be seen. */
  encircle(iso3) {
    const country = this.world.index.get(iso3);
    const place = this.world.small.includes(country) ? [this.world.labels[country]] : [];
    if (String(place) === this.ringed) return;
    this.ringed = String(place);
    window.Plotly.restyle(this.plot, { lon: [place.map((p) => p[0])], lat: [place.map((p) => p[1])] }, [3]);
  }

  legend() {
    const { entries, shown, kind, labels } = this.payload;
    this.legendBox.className = `legend ${kind}`;
    this.legendBox.replaceChildren(...shown.map((i) => {
      const entry = entries[i], chip = make("span", `chip ${entry.pattern ?? ""}`);
      if (!entry.pattern) chip.style.background = this.painter.fill(entry);
      return make("li", entry.empty ? "empty" : "", {}, chip, entry.label);
    }), make("li", "empty", {}, make("span", "chip disputed"), labels.disputed));
  }

  // --- the play bar

  bar(before) {
    const { play, labels, on } = this.payload;
    this.barBox.hidden = !play;
    if (!play) { this.line = null; return; }
    if (!this.slider) {
      this.button = make("button", "play", { type: "button" });
      this.slider = make("input", "", { type: "range", min: "0", step: "1", "aria-label": labels.date });
      this.output = make("output", "");
      this.barBox.append(this.button, this.slider, this.output);
      this.button.addEventListener("click", () => this.toggle());
      this.slider.addEventListener("input", () => this.showStep(Number(this.slider.value)));
      this.slider.addEventListener("change", () => {
        if (!this.player.running) this.released(Number(this.slider.value));
      });
    }
    if (JSON.stringify(before?.play) !== JSON.stringify(play) || !this.line) {
      this.line = timeline(play);
      this.slider.max = String(this.line.dates.length - 1);
    }
    if (!this.player.running) {
      this.player.step = stepAt(this.line, on);
      this.slider.value = String(this.player.step);
      this.say(new Date(on));
    }
    this.buttonState();
  }

  buttonState() {
    const { labels } = this.payload, name = labels[this.player.running ? "pause" : "play"];
    this.button.textContent = this.player.running ? "❚❚" : "▶";
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
  }

  toggle() {
    if (this.player.running) this.player.stop();
    else this.player.start(this.line, this.payload.play.step === "year" ? 1 : 12);
    this.buttonState();
  }

  say(day) {
    const style = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
    const text = day.toLocaleDateString(this.payload.labels.locale, style);
    this.output.textContent = text;
    this.slider.setAttribute("aria-valuetext", text);
  }

  showStep(k) {
    this.player.step = k;
    this.codes = this.line.steps[k];
    this.slider.value = String(k);
    this.say(this.line.dates[k]);
    this.paint();
  }

  released(k) {
    this.buttonState();
    const on = iso(this.line.dates[k]);
    if (on !== this.payload.on) { this.component.setTriggerValue("on", on); return; }
    this.codes = this.given();
    this.paint();
  }

  // --- zoom

  zoom(factor) {
    const now = this.plot._fullLayout.geo.projection.scale;
    const scale = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, now * factor));
    if (scale !== now) window.Plotly.relayout(this.plot, { "geo.projection.scale": scale });
  }

  reset() { window.Plotly.relayout(this.plot, { ...this.home }); }

  get zoomedIn() { return this.plot._fullLayout.geo.projection.scale > 1.02; }

  zoomed() {
    this.tip.hidden = true;
    this.stage.classList.toggle("zoomed", this.zoomedIn);
  }

  // --- pointing

  listen() {
    const { stage } = this;
    let down = null, frame = 0, last = null;
    stage.addEventListener("pointerdown", (event) => { down = [event.clientX, event.clientY]; });
    stage.addEventListener("pointermove", (event) => {
      last = event;
      if (event.pointerType === "mouse" && !event.buttons) {
        frame ||= requestAnimationFrame(() => { frame = 0; this.point(last); });
      }
    });
    stage.addEventListener("pointerleave", () => this.hover(-1));
    stage.addEventListener("click", (event) => {
      const moved = down && Math.hypot(event.clientX - down[0], event.clientY - down[1]);
      if (moved > 5) return;
      this.point(event);
      clearTimeout(this.fading);
      if (event.pointerType === "touch") this.fading = setTimeout(() => this.hover(-1), 2500);
      if (this.hovered >= 0) this.component.setTriggerValue("pick", this.world.order[this.hovered]);
    });
    stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * 0.004));
    }, { passive: false });
    // One finger on the whole world scrolls the page; it moves the map only once zoomed in.
    stage.addEventListener("touchstart", (event) => {
      if (event.touches.length === 1 && !this.zoomedIn) event.stopPropagation();
    }, { capture: true, passive: true });
  }

  point(event) {
    const frame = this.plot.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    this.hover(this.countryAt(x, y), x, y);
  }

  /** The country at a pixel: the nearest small one in reach, unless its neighbour's centre is nearer. */
  countryAt(x, y) {
    const { projection } = this.plot._fullLayout.geo._subplot;
    const away = (country) => {
      const at = projection(this.world.labels[country]);
      return at ? Math.hypot(at[0] - x, at[1] - y) : Infinity;
    };
    const place = projection.invert([x, y]);
    const land = place ? countryAt(this.world, place[0], place[1]) : -1;
    let nearest = -1, least = REACH;
    for (const country of this.world.small) {
      const distance = away(country);
      if (distance < least) [nearest, least] = [country, distance];
    }
    return nearest >= 0 && (land < 0 || least <= away(land)) ? nearest : land;
  }

  hover(country, x, y) {
    if (country !== this.hovered) {
      this.hovered = country;
      this.stage.classList.toggle("over", country >= 0);
      this.paint();
      this.tip.hidden = country < 0;
      if (country >= 0) this.fillTip(country);
    }
    if (country < 0 || x === undefined) return;
    this.tip.hidden = false;
    const { width } = this.size(), left = Math.min(Math.max(x + 14, 4), width - this.tip.offsetWidth - 4);
    const above = y > this.tip.offsetHeight + 18;
    this.tip.style.transform = `translate(${left}px, ${above ? y - this.tip.offsetHeight - 12 : y + 18}px)`;
  }

  fillTip(country) {
    const { entries, tips, muted, source_note, labels } = this.payload;
    const live = !this.player.running && tips[country];
    const value = [entries[this.codes[country]].label, live, muted[country] === "1" && labels.outside];
    this.tip.replaceChildren(make("strong", "", {}, this.world.names[country]),
      make("span", "", {}, value.filter(Boolean).join(" · ")), make("small", "", {}, source_note));
  }
}
