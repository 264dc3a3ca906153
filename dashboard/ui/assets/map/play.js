// Time: states at every step from a list of changes, and the clock that walks through them.

const DAY = 86400000;

/** Codes at every step, and the date of every step, from the payload's `play`. */
export function timeline(play) {
  const start = new Date(play.start), end = new Date(play.end);
  const dates = [];
  for (let k = 0; ; k++) {
    const months = play.step === "year" ? 12 * k : k;
    const day = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, start.getUTCDate()));
    if (day >= end) break;
    dates.push(day);
  }
  dates.push(end);
  const codes = [...play.base].map((c) => parseInt(c, 36));
  const steps = [];
  let at = 0, next = 0;
  const { events } = play;
  for (let k = 0; k < dates.length; k++) {
    while (next < events.length && at + events[next] <= k) {
      at += events[next]; codes[events[next + 1]] = events[next + 2]; next += 3;
    }
    steps.push(Uint8Array.from(codes));
  }
  return { dates, steps };
}

export const iso = (day) => day.toISOString().slice(0, 10);

/** The last step on or before an ISO date, within the slider's range. */
export function stepAt(line, on) {
  const day = new Date(on);
  let k = line.dates.length - 1;
  while (k > 0 && line.dates[k] - day >= DAY / 2) k--;
  return k;
}

/** Plays `line`: `show(step)` draws a frame, `done(step)` is told once when it stops. */
export class Player {
  constructor(show, done) {
    Object.assign(this, { show, done, timer: 0, step: 0 });
  }

  get running() { return this.timer !== 0; }

  start(line, perYear) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stride = calm ? perYear : 1;
    const pause = calm ? 1200 : perYear === 1 ? 450 : 50;
    const last = line.dates.length - 1;
    if (this.step >= last) this.step = 0;
    let due = performance.now();
    const tick = (now) => {
      if (now >= due) {
        due = Math.max(due + pause, now);
        this.step = Math.min(this.step + stride, last);
        this.show(this.step);
        if (this.step === last) { this.stop(); return; }
      }
      this.timer = requestAnimationFrame(tick);
    };
    this.show(this.step);
    due += pause;
    this.timer = requestAnimationFrame(tick);
  }

  cancel() {
    cancelAnimationFrame(this.timer);
    this.timer = 0;
  }

  stop() {
    if (!this.running) return;
    this.cancel();
    this.done(this.step);
  }
}
