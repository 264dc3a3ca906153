// Builds static/vendor/plotly-cut-*.min.js: plotly.js with the kinds of traces that our charts and our map draw.
//
//     mkdir /tmp/plotly && cd /tmp/plotly && npm init -y && npm install plotly.js@4.1.1 esbuild@0.28.2 acorn@8
//     node <repository>/scripts/build_plotly.mjs /tmp/plotly
//
// One bundle serves the map and all charts: a third of what Streamlit would send.
// Left out beside other traces: descriptions of attributes, the list of country names (places are found by the ids
// of our own geometry), every projection but those of d3-geo, and controls that no chart has.

import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = process.argv[2] ?? process.cwd();
const require = createRequire(join(packages, "package.json"));
const esbuild = require("esbuild");
const acorn = require("acorn");
const source = dirname(dirname(require.resolve("plotly.js/lib/core")));
const { version } = require("plotly.js/package.json");
const out = join(dirname(fileURLToPath(import.meta.url)), "..", "static", "vendor", `plotly-cut-${version}`);

const TRACES = ["scatter", "bar", "heatmap", "sankey", "choropleth", "scattergeo"];
const UNUSED = ["annotations3d", "images", "rangeselector", "rangeslider", "sliders", "updatemenus"];
const STUBS = {
  "d3-geo-projection": "module.exports = {};",
  "country-iso-search": "module.exports = { COUNTRIES: [], createLookup: () => ({ lookupAlpha3() {} }) };",
};

const isText = (node) => node.type === "Literal" || node.type === "TemplateLiteral"
  || (node.type === "BinaryExpression" && isText(node.left) && isText(node.right))
  || (node.type === "CallExpression" && node.callee.property?.name === "join"
    && node.callee.object.type === "ArrayExpression" && node.callee.object.elements.every(isText));

/** Where the texts of `description: …` stand in a file, the last first. */
function descriptions(text) {
  const found = [];
  const walk = (node) => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (!node || typeof node.type !== "string") return;
    if (node.type === "Property" && node.key.name === "description" && isText(node.value)) found.push(node.value);
    else Object.values(node).forEach((value) => typeof value === "object" && walk(value));
  };
  walk(acorn.parse(text, { ecmaVersion: "latest", sourceType: "script" }));
  return found.sort((a, b) => b.start - a.start);
}

const cut = {
  name: "cut",
  setup(build) {
    build.onResolve({ filter: /^(d3-geo-projection|country-iso-search)$/ }, ({ path }) => ({ path, namespace: "stub" }));
    build.onLoad({ filter: /.*/, namespace: "stub" }, ({ path }) => ({ contents: STUBS[path] }));
    build.onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, ({ path }) => {
      let text = readFileSync(path, "utf8");
      if (path === join(source, "src", "core.js")) {
        for (const name of UNUSED) {
          const line = new RegExp(`^\\s*require\\('\\./components/${name}'\\),$\\n`, "m");
          if (!line.test(text)) throw new Error(`${name} is not where it was`);
          text = text.replace(line, "");
        }
      }
      for (const { start, end } of descriptions(text)) text = `${text.slice(0, start)}""${text.slice(end)}`;
      return { contents: text };
    });
  },
};

await esbuild.build({
  stdin: {
    contents: `const Plotly = require("plotly.js/lib/core");
      Plotly.register([${TRACES.map((name) => `require("plotly.js/lib/${name}")`)}]);
      window.Plotly = Plotly;`,
    resolveDir: packages,
  },
  outfile: `${out}.min.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  define: { global: "window" },
  loader: { ".css": "empty" },
  banner: { js: `/*! plotly.js ${version}, cut to ${TRACES.join(", ")} by scripts/build_plotly.mjs. MIT. */` },
  legalComments: "eof",
  plugins: [cut],
  logLevel: "info",
});
copyFileSync(join(source, "LICENSE"), `${out}.LICENSE.txt`);
