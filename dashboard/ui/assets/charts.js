// The charts of a page. dashboard/ui/plot.py writes a box that carries what to draw. Where another box
// of the same name takes its place, the drawing moves into it and only what differs is drawn anew.
// What is far from the window waits until the reader comes near or prints. The server puts in where
// Plotly is.

const CONFIG = { displayModeBar: false, displaylogo: false, scrollZoom: false, showTips: false };
const MARGIN = "1000px"; // what lies this far above or below the window is near
const PAPER = 1130; // width of a chart on A4 in pixels, before style.css makes it smaller
const KEEP = 3000; // milliseconds in which a drawing whose box is gone may find another

const drawings = new Map(); // by their nodes
const drawNear = () => drawings.forEach((drawing) => drawing.near && drawing.draw());
let loading = null, plotly = null, sweeping = 0;

const nearness = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    const drawing = drawings.get(target);
    if (drawing && target.isConnected) drawing.near = isIntersecting;
  }
  drawNear();
}, { rootMargin: MARGIN, scrollMargin: MARGIN });
const widths = new ResizeObserver(drawNear);

class Drawing {
  constructor(name) {
    this.name = name;
    this.near = false;
    this.node = document.createElement("div");
    drawings.set(this.node, this);
    nearness.observe(this.node);
    widths.observe(this.node);
  }

  move(box) {
    this.spec = box.dataset.spec;
    box.removeAttribute("data-spec");
    box.classList.remove("undrawn");
    box.append(this.node);
  }

  draw(width = this.node.clientWidth) {
    if (!plotly || !width || (this.drawn === this.spec && this.width === width)) return;
    const { data, layout } = JSON.parse(this.spec);
    plotly.react(this.node, data, { ...layout, width }, CONFIG);
    [this.drawn, this.width] = [this.spec, width];
    const box = this.node.parentElement;
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; // what scrolls is reached by key
    else box.removeAttribute("tabindex");
  }

  drop() {
    nearness.unobserve(this.node);
    widths.unobserve(this.node);
    drawings.delete(this.node);
    if (this.drawn) plotly.purge(this.node);
  }
}

const load = () => (loading ??= import("BUNDLE").then(() => { plotly = window.Plotly; drawNear(); }, fail));

/* Without Plotly the words in place of the drawing are shown. */
function fail(error) {
  loading = null;
  console.warn(error);
  for (const { node } of drawings.values()) node.textContent = node.parentElement?.ariaLabel;
}

function take(boxes) {
  const homeless = [...drawings.values()].filter(({ node }) => !node.isConnected);
  for (const box of boxes) {
    const known = homeless.find(({ name }) => name === box.dataset.chart);
    (known ?? new Drawing(box.dataset.chart)).move(box);
  }
  load();
  drawNear();
}

/* Only what has come is searched: Plotly itself changes thousands of nodes. */
function see(changes) {
  const boxes = new Set();
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (!(node instanceof HTMLElement)) continue;
      if (node.matches(".undrawn")) boxes.add(node);
      for (const box of node.querySelectorAll(".undrawn")) boxes.add(box);
    }
  }
  if (boxes.size) take([...boxes].filter((box) => box.isConnected && box.dataset.spec));
  if (drawings.size) sweeping ||= setTimeout(sweep, KEEP);
}

function sweep() {
  sweeping = 0;
  for (const drawing of drawings.values()) if (!drawing.node.isConnected) drawing.drop();
}

addEventListener("beforeprint", () => {
  if (window === top) drawings.forEach((drawing) => drawing.draw(PAPER));
});
addEventListener("afterprint", drawNear);
new MutationObserver(see).observe(document, { childList: true, subtree: true });
see([{ addedNodes: [document.body] }]);
