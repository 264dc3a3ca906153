// The play bar: button, slider and date. It owns the time line and the player.

import { make } from "./page.js";
import { Player, iso, stepAt, timeline } from "./play.js";

export class PlayBar {
  /** `show(codes)` draws a state; `stop(date)` hears the ISO date at which play or the slider rests. */
  constructor(box, show, stop) {
    Object.assign(this, { box, show, line: null, given: "" });
    this.player = new Player((k) => this.step(k), (k) => { this.face(); stop(iso(this.line.dates[k])); });
    this.button = make("button", "play", { type: "button" });
    this.slider = make("input", "", { type: "range", min: "0", step: "1" });
    this.output = make("output", "");
    box.append(this.button, this.slider, this.output);
    this.button.addEventListener("click", () => this.toggle());
    this.slider.addEventListener("input", () => this.step(Number(this.slider.value)));
    this.slider.addEventListener("change", () => {
      if (!this.running) stop(iso(this.line.dates[Number(this.slider.value)]));
    });
  }

  get running() { return this.player.running; }

  update({ play, on, labels }) {
    this.labels = labels;
    this.box.hidden = !play;
    const given = JSON.stringify(play);
    if (given !== this.given) {
      this.player.cancel();
      this.given = given;
      this.perYear = play?.step === "year" ? 1 : 12;
      this.line = play && timeline(play);
    }
    if (!play) return;
    this.slider.max = String(this.line.dates.length - 1);
    this.slider.setAttribute("aria-label", labels.date);
    if (!this.running) {
      this.player.step = stepAt(this.line, on);
      this.slider.value = String(this.player.step);
      this.say(new Date(on));
    }
    this.face();
  }

  toggle() {
    if (this.running) this.player.stop();
    else this.player.start(this.line, this.perYear);
    this.face();
  }

  face() {
    const name = this.labels[this.running ? "pause" : "play"];
    this.button.textContent = this.running ? "❚❚" : "▶";
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
  }

  step(k) {
    this.player.step = k;
    this.slider.value = String(k);
    this.say(this.line.dates[k]);
    this.show(this.line.steps[k]);
  }

  say(day) {
    const style = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
    const text = day.toLocaleDateString(this.labels.locale, style);
    this.output.textContent = text;
    this.slider.setAttribute("aria-valuetext", text);
  }
}
