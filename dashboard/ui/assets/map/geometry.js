// The geometry file: fetched once per page load, decoded to GeoJSON, searched on hover.

const SMALL = 1.2; // square degrees: below this a finger needs help (Luxembourg, Cabo Verde, Lebanon)

let loading = null;

export function loadWorld(url) {
  loading ??= fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`geometry: HTTP ${answer.status}`);
    return answer.json();
  }).then(decode).catch((error) => { loading = null; throw error; });
  return loading;
}

function decode(file) {
  const ring = (steps) => {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i]; y += steps[i + 1];
      points.push([x / file.scale, y / file.scale]);
    }
    points.push(points[0]);
    return points;
  };
  const feature = (id, shape) => ({
    type: "Feature", id, properties: {},
    geometry: { type: "MultiPolygon", coordinates: shape.map((polygon) => polygon.map(ring)) },
  });
  const collection = (features) => ({ type: "FeatureCollection", features });
  const drawn = file.order.flatMap((iso3, i) => (file.shapes[i] ? [feature(iso3, file.shapes[i])] : []));
  const index = new Map(file.order.map((iso3, i) => [iso3, i]));
  const boxes = drawn.flatMap((f) => f.geometry.coordinates.map((p) => box(index.get(f.id), p)));
  const areas = new Map();
  for (const b of boxes) areas.set(b.country, (areas.get(b.country) ?? 0) + area(b.polygon[0]));
  return {
    order: file.order, names: file.names, index, dots: file.dots,
    labels: file.labels.map(([x, y]) => [x / file.scale, y / file.scale]),
    countries: collection(drawn),
    disputed: collection(file.disputed.map(([id, shape]) => feature(id, shape))),
    boxes,
    small: file.order.map((_, i) => i).filter((i) => file.dots.includes(i) || areas.get(i) < SMALL),
  };
}

function area(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice) / 2;
}

function box(country, polygon) {
  const xs = polygon[0].map((p) => p[0]), ys = polygon[0].map((p) => p[1]);
  return { country, polygon, w: Math.min(...xs), e: Math.max(...xs), s: Math.min(...ys), n: Math.max(...ys) };
}

function within(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i], [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Position of the country whose polygon holds the point, or -1. */
export function countryAt(world, lon, lat) {
  for (const { country, polygon, w, e, s, n } of world.boxes) {
    if (lon < w || lon > e || lat < s || lat > n) continue;
    if (within(polygon[0], lon, lat) && !polygon.slice(1).some((hole) => within(hole, lon, lat))) return country;
  }
  return -1;
}
