// Try-it forms of the reference: asks this server alone, and shows the same request for other tools.
const SHOWN = 60000;

// A field named "dataset" hides form.dataset, hence getAttribute.
const pathOf = (form) => form.getAttribute("data-path");

function addressOf(form) {
  let path = pathOf(form);
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll("[name]")) {
    const value = field.value.trim();
    if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
    else if (value !== "") query.append(field.name, value);
  }
  const text = query.toString();
  return new URL(form.getAttribute("data-base") + path.slice(1) + (text ? `?${text}` : ""), document.baseURI).href;
}

function asCsv(address) {
  const csv = new URL(address);
  csv.searchParams.set("format", "csv");
  return csv.href;
}

function snippets(form, address) {
  const lines = [`curl --compressed '${address.replaceAll("'", "%27")}'`];
  if (form.querySelector("[name=format]")) {
    const csv = asCsv(address).replaceAll('"', "%22");
    lines.push("", "# Python", "import pandas as pd", `pd.read_csv("${csv}", keep_default_na=False, na_values=[""])`);
    lines.push("", "# R", `read.csv("${csv}", na.strings = "", encoding = "UTF-8")`);
  }
  return lines.join("\n");
}

function show(form) {
  const address = addressOf(form);
  const link = form.querySelector(".address");
  link.textContent = address;
  link.href = address;
  form.querySelector(".snippets").textContent = snippets(form, address);
}

function line(box, text, className = "") {
  const p = document.createElement("p");
  p.className = className;
  p.textContent = text;
  box.append(p);
  return p;
}

async function ask(form) {
  const button = form.querySelector("button[type=submit]");
  const box = form.querySelector(".answer");
  const started = performance.now();
  button.disabled = true;
  box.replaceChildren();
  try {
    const response = await fetch(addressOf(form), { credentials: "omit" });
    const text = await response.text();
    const kind = (response.headers.get("content-type") || "").split(";")[0];
    const took = Math.round(performance.now() - started);
    const size = (new Blob([text]).size / 1024).toFixed(1);
    line(box, `${response.status} ${response.ok ? "" : "– refused "}· ${kind} · ${size} kB · ${took} ms`, response.ok ? "good" : "bad");
    const notice = response.headers.get("x-licence-notice");
    if (notice) line(box, `Licence: ${notice}`);
    const body = kind.endsWith("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
    const pre = document.createElement("pre");
    pre.tabIndex = 0;
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", `Answer of ${pathOf(form)}`);
    pre.textContent = body.length > SHOWN ? `${body.slice(0, SHOWN)}\n… cut here` : body;
    box.append(pre);
    const next = kind === "application/json" && JSON.parse(text).meta?.next;
    if (next) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "plain";
      more.textContent = "Next page";
      more.addEventListener("click", () => {
        const query = new URL(next, document.baseURI).searchParams;
        for (const [name, value] of query) {
          const field = form.querySelector(`[name="${name}"]`);
          if (field) field.value = value;
        }
        show(form);
        ask(form);
      });
      box.append(more);
    }
  } catch (error) {
    line(box, `The server did not answer: ${error.message}`, "bad");
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form.try")) {
  form.hidden = false;
  show(form);
  form.addEventListener("input", () => show(form));
  form.addEventListener("reset", () => setTimeout(() => { show(form); form.querySelector(".answer").replaceChildren(); }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
