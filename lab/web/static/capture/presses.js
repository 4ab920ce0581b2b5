// How somebody gets about on the page, and presses that tell of impatience or of a wrong hope.

import { nameOf, on } from "./listening.js";

const TOOLTIP_MS = 700;
const RAGE_PRESSES = 3;
const RAGE_MS = 1000;
const RAGE_PIXELS = 30;
const DOES_SOMETHING = "a, button, label, summary, select, textarea";

// Told when it changes. Of keys only that one was Tab is looked at.
export function observeInputMode(record) {
  let mode = "";
  const used = ({ key, pointerType }) => {
    const now = key ? key === "Tab" && "keyboard" : pointerType;
    if (now && now !== mode) record("input_mode", "", { mode: (mode = now) });
  };
  return on(document, "keydown pointerdown", used, true);
}

// In a box, pressing three times marks its text: that is no rage.
export function observeRage(record) {
  let presses = [];
  const pressed = ({ clientX: x, clientY: y, timeStamp: at, target }) => {
    if (target.matches(":read-write")) return;
    const near = (one) => Math.hypot(x - one.x, y - one.y) <= RAGE_PIXELS;
    presses = presses.filter((one) => at - one.at < RAGE_MS && near(one));
    if (presses.push({ x, y, at }) < RAGE_PRESSES) return;
    presses = [];
    record("rage_click", nameOf(target));
  };
  return on(document, "pointerdown", pressed, true);
}

// Words that were pressed as if that did something; marking them does.
export function observeDeadClicks(record) {
  const clicked = ({ target, detail }) => {
    const idle = detail === 1 && getSelection().isCollapsed && !target.closest(DOES_SOMETHING);
    const words = [...target.childNodes].some((one) => one.nodeValue?.trim());
    if (idle && words) record("dead_click", nameOf(target));
  };
  return on(document, "click", clicked);
}

// A tooltip is not on the page: that the pointer rested where one shows is all there is to tell.
export function observeTooltips(record) {
  let timer = 0;
  const over = ({ target, pointerType }) => {
    clearTimeout(timer);
    const field = nameOf(target.closest("[title]"));
    if (field && pointerType === "mouse") {
      timer = setTimeout(() => record("tooltip_shown", field), TOOLTIP_MS);
    }
  };
  return on(document, "pointerover", over);
}
