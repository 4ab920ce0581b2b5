// Plays a recorded session: the list beside it says what happened, the frame shows where.
// Without this script the list is there, and each page can be opened from it.

import { marksOf, readScenes, stateAt } from "./recorded.js";
import { openStage } from "./stage.js";

const JUMP_MS = 5000;
const BEFORE_SKIP_MS = 1000;
const CALM_EVERY_MS = 500;
const SPEEDS = [1, 2, 4, 8];

const root = document.querySelector("[data-replay]");
const part = (name) => root.querySelector(`[data-${name}]`);
const player = part("player");
const scenes = readScenes(part("list"));
const marks = marksOf(scenes);
const slider = part("slider");
const calming = matchMedia("(prefers-reduced-motion: reduce)");
const showPage = openStage(part("stage"), () => calming.matches);
const end = scenes.at(-1)?.end ?? 0;

let now = 0;
let playing = false;
let last = 0;
let drawn = -Infinity;
let current = null;

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const tell = (row) => (row.label ? `${row.label}: ${row.told}` : row.told);

function draw() {
  const state = stateAt(scenes, now);
  const { scene, row, over } = state;
  const times = `${clock(now)} / ${clock(end)}`;
  part("clock").textContent = times;
  part("page").textContent = scene.title;
  part("caption").textContent = row ? tell(row) : "";
  slider.value = now;
  slider.setAttribute("aria-valuetext", `${times}, ${scene.title}`);
  const veil = part("veil");
  veil.hidden = !(over || scene.nothing);
  veil.textContent = over?.told ?? scene.nothing;
  point(row);
  showPage(state);
}

function point(row) {
  if (row === current) return;
  current?.element.removeAttribute("aria-current");
  current = row;
  if (!row) return;
  row.element.setAttribute("aria-current", "true");
  const list = part("list");
  if (list.scrollHeight <= list.clientHeight) return;
  const above = row.element.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (above < 0 || above > list.clientHeight - 60) list.scrollTop += above - list.clientHeight / 2;
}

function step(time) {
  if (!playing) return;
  now = Math.min(end, now + (time - last) * Number(part("speed").value));
  last = time;
  const { over } = stateAt(scenes, now);
  if (part("skip").checked && over?.skipped && now > over.at + BEFORE_SKIP_MS) now = over.until;
  if (!calming.matches || time - drawn >= CALM_EVERY_MS || now >= end) {
    drawn = time;
    draw();
  }
  if (now >= end) play(false);
  else requestAnimationFrame(step);
}

function play(on) {
  if (on && now >= end) now = 0;
  playing = on;
  last = performance.now();
  const button = player.querySelector("[data-do=play]");
  button.textContent = on ? button.dataset.pause : button.dataset.play;
  if (on) requestAnimationFrame(step);
  else say();
}

// Spoken when it stands still; while it plays, that would be too much.
function say() {
  const { row, scene } = stateAt(scenes, now);
  part("status").textContent = `${clock(now)}, ${scene.title}. ${row ? tell(row) : ""}`;
}

function goTo(moment) {
  now = Math.max(0, Math.min(end, moment));
  draw();
  if (!playing) say();
}

function goToRow(row) {
  goTo(row.at);
  // Several things can happen at one moment; this is the one that was asked for.
  point(row);
  part("caption").textContent = tell(row);
  if (!playing) part("status").textContent = `${clock(now)}, ${row.scene.title}. ${tell(row)}`;
}

function goToMark(by) {
  const here = current?.mark && current.at === now ? marks.indexOf(current) : -1;
  if (here >= 0) return marks[here + by] && goToRow(marks[here + by]);
  const next = by > 0 ? marks.find(({ at }) => at > now) : marks.findLast(({ at }) => at < now);
  if (next) goToRow(next);
}

function changeSpeed(by) {
  const speed = part("speed");
  const place = SPEEDS.indexOf(Number(speed.value)) + by;
  if (SPEEDS[place]) speed.value = SPEEDS[place];
}

const skip = () => (part("skip").checked = !part("skip").checked);

const KEYS = {
  k: () => play(!playing),
  p: () => goToMark(-1),
  n: () => goToMark(1),
  j: () => goTo(now - JUMP_MS),
  l: () => goTo(now + JUMP_MS),
  "+": () => changeSpeed(1),
  "-": () => changeSpeed(-1),
  s: skip,
};

const DOES = { play: KEYS.k, previous: KEYS.p, next: KEYS.n };

function drawTicks() {
  for (const { at, mark } of marks) {
    const tick = document.createElement("span");
    tick.dataset.mark = mark;
    tick.style.left = `${(100 * at) / end}%`;
    part("ticks").append(tick);
  }
}

// Hundreds of lines: Tab stops at the marks only, the arrows reach every line.
function offerJumps() {
  const rows = scenes.flatMap((scene) => scene.rows);
  const buttons = rows.map((row, place) => {
    const cell = row.element.cells[0];
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.tabIndex = row.mark || place === 0 ? 0 : -1;
    button.append(...cell.childNodes);
    button.addEventListener("click", () => goToRow(row));
    cell.append(button);
    return button;
  });
  part("list").addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const place = buttons.indexOf(event.target);
    if (!by || place < 0) return;
    event.preventDefault();
    buttons[place + by]?.focus();
  });
}

if (scenes.length) {
  player.hidden = false;
  slider.max = end;
  slider.addEventListener("input", () => goTo(Number(slider.value)));
  player.addEventListener("click", ({ target }) => DOES[target.closest("[data-do]")?.dataset.do]?.());
  player.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    const does = KEYS[key.toLowerCase()];
    // In a list of choices letters choose.
    if (!does || altKey || ctrlKey || metaKey || target.matches("select")) return;
    event.preventDefault();
    does();
  });
  drawTicks();
  offerJumps();
  draw();
}
