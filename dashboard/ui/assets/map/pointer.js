// Pointing: which country is under mouse or finger, its tooltip, clicks, wheel and touch.

import { countryAt } from "./geometry.js";
import { make } from "./page.js";

const REACH = 14; // pixels around the centre of a small country that count as the country
const DRAG = 5; // pixels of movement after which a press is no click
const FADE = 2500; // milliseconds a tooltip stays after a tap

export class Pointer {
  /** `view` offers stage, plot, world, zoomedIn, zoom(), hover(country), pick(country), text(country). */
  constructor(view) {
    this.view = view;
    this.country = -1;
    this.tip = make("div", "tip", { "aria-hidden": "true" });
    this.tip.hidden = true;
    view.stage.append(this.tip);
    this.listen(view.stage);
  }

  listen(stage) {
    let down = null, frame = 0, last = null;
    stage.addEventListener("pointerdown", (event) => { down = [event.clientX, event.clientY]; });
    stage.addEventListener("pointermove", (event) => {
      last = event;
      if (event.pointerType === "mouse" && !event.buttons) {
        frame ||= requestAnimationFrame(() => { frame = 0; this.point(last); });
      }
    });
    stage.addEventListener("pointerleave", () => this.over(-1));
    const quiet = (event) => {
      if (!stage.isConnected) removeEventListener("keydown", quiet);
      else if (event.key === "Escape") this.tip.hidden = true;
    };
    addEventListener("keydown", quiet);
    stage.addEventListener("click", (event) => {
      if (down && Math.hypot(event.clientX - down[0], event.clientY - down[1]) > DRAG) return;
      this.point(event);
      clearTimeout(this.fading);
      if (event.pointerType === "touch") this.fading = setTimeout(() => this.over(-1), FADE);
      if (this.country >= 0) this.view.pick(this.country);
    });
    stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      this.view.zoom(Math.exp(-event.deltaY * 0.004));
    }, { passive: false });
    // One finger on the whole world scrolls the page; it moves the map only once zoomed in.
    stage.addEventListener("touchstart", (event) => {
      if (event.touches.length === 1 && !this.view.zoomedIn) event.stopPropagation();
    }, { capture: true, passive: true });
  }

  point(event) {
    const frame = this.view.plot.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    this.over(this.at(x, y));
    if (this.country >= 0) this.place(x, y);
  }

  /** The country at a pixel: the nearest small one in reach, unless its neighbour's centre is nearer. */
  at(x, y) {
    const { plot, world } = this.view, { projection } = plot._fullLayout.geo._subplot;
    const away = (country) => {
      const at = projection(world.labels[country]);
      return at ? Math.hypot(at[0] - x, at[1] - y) : Infinity;
    };
    const place = projection.invert([x, y]);
    const land = place ? countryAt(world, place[0], place[1]) : -1;
    let nearest = -1, least = REACH;
    for (const country of world.small) {
      const distance = away(country);
      if (distance < least) [nearest, least] = [country, distance];
    }
    return nearest >= 0 && (land < 0 || least <= away(land)) ? nearest : land;
  }

  over(country) {
    if (country === this.country) return;
    this.tip.hidden = country < 0;
    this.country = country;
    this.view.hover(country);
    if (country < 0) return;
    const { name, value, flows, note } = this.view.text(country);
    this.tip.replaceChildren(make("strong", "", {}, name), make("span", "", {}, value),
      ...flows.map((line) => make("span", "", {}, line)), make("small", "", {}, note));
  }

  place(x, y) {
    const { offsetWidth, offsetHeight } = this.tip, { clientWidth } = this.view.stage;
    const left = Math.max(4, Math.min(x + 14, clientWidth - offsetWidth - 4));
    const top = y > offsetHeight + 18 ? y - offsetHeight - 12 : y + 18;
    this.tip.style.transform = `translate(${left}px, ${top}px)`;
  }
}
