// The figure given to Plotly: shapes and projection only. Colours come from paint.js.

export const [MIN_ZOOM, MAX_ZOOM] = [1, 40];
export const RING = 3; // position of the trace that encircles a small selected country
export const DOTS = 2;

// Middle of the map between 57° S and 84° N as Equal Earth draws it; Plotly assumes equal degrees.
const MIDDLE = 6.4;

const area = (features) => ({
  type: "choropleth", geojson: features, featureidkey: "id", showscale: false, hoverinfo: "skip",
  locations: features.features.map((f) => f.id), z: features.features.map(() => 0),
  marker: { line: { width: 0.5 } },
});

export const dotSize = (width) => (width < 600 ? 5.5 : 7);

export function figure(world, { width, height }, stubUrl) {
  const dots = {
    type: "scattergeo", mode: "markers", hoverinfo: "skip",
    marker: { size: dotSize(width), line: { width: 0.8 } },
    lon: world.dots.map((i) => world.labels[i][0]), lat: world.dots.map((i) => world.labels[i][1]),
  };
  const ring = { ...dots, lon: [], lat: [], marker: { size: 22, symbol: "circle-open", line: { width: 2 } } };
  const layout = {
    width, height, margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, uirevision: "kept",
    paper_bgcolor: "rgba(0,0,0,0)", dragmode: "pan", hovermode: false,
    geo: {
      projection: { type: "equal earth", scale: 1, minscale: MIN_ZOOM, maxscale: MAX_ZOOM },
      center: { lon: 0, lat: MIDDLE }, fitbounds: false, visible: false, uirevision: "kept",
      bgcolor: "rgba(0,0,0,0)", lonaxis: { range: [-180, 180] }, lataxis: { range: [-57, 84] },
    },
  };
  const config = {
    displayModeBar: false, scrollZoom: false, responsive: false, showTips: false,
    topojsonURL: stubUrl.replace(/[^/]*$/, ""),
  };
  return { data: [area(world.countries), area(world.disputed), dots, ring], layout, config };
}
