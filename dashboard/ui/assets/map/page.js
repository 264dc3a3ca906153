// What every part of the map needs of the page: the Plotly bundle and new elements.

let bundle = null;

/** Plotly, loaded once per page; asks no host but ours. */
export function loadPlotly(url) {
  bundle ??= import(url.bundle).then(async () => { // the same module as in charts.js
    const { Plotly } = window;
    // Given here, the base map that Plotly insists on is never asked of another host.
    const stub = await (await fetch(url.stub)).json();
    window.PlotlyGeoAssets ??= { topojson: {} };
    window.PlotlyGeoAssets.topojson.world_110m = stub;
    return Plotly;
  }).catch((error) => { bundle = null; throw error; });
  return bundle;
}

/** A new element with a class, attributes and children. */
export function make(tag, className, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), { className });
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** The numbers of a text with two digits in base 36 each. */
export function pairs(text) { return (text.match(/../g) ?? []).map((digits) => parseInt(digits, 36)); }
