// What is watched on a page. Each observer reports by `record` and returns its stop function.
// None of them reads what was typed: only which field, how long, and how it came there.

import { all, device, fieldOf, on } from "./listening.js";
import { observeDeadClicks, observeInputMode, observeRage, observeTooltips } from "./presses.js";
import { observeScrolling, observeViews } from "./views.js";

const BURST_MS = 1000;

const since = (moment) => Math.round(performance.now() - moment);

// Several boxes that make one answer together: it is given when they are left.
const isGroup = (field) => field.querySelectorAll("input:not([type=radio], [type=hidden])").length > 1;

// Lengths only. A choice counts what is chosen; a hidden entry is never measured.
function lengthOf(control) {
  if (control.matches("[type=password], [type=hidden]")) return 0;
  if (control.matches("[type=radio], [type=checkbox]")) return Number(control.checked);
  return control.matches("select") ? Number(control.value !== "") : control.value.length;
}

const lengthIn = (field) =>
  [...field.querySelectorAll("input, textarea, select")].reduce((sum, control) => sum + lengthOf(control), 0);

function observeShowing(record) {
  const shown = (restored) =>
    record("page_shown", "", {
      width: innerWidth,
      height: innerHeight,
      input: device,
      errors: document.querySelectorAll("[data-error-rule]").length,
      navigation: performance.getEntriesByType("navigation")[0]?.type ?? "navigate",
      restored,
    });
  shown(false);
  return on(window, "pageshow", ({ persisted }) => persisted && shown(true));
}

function observeErrors(record) {
  for (const error of document.querySelectorAll("[data-error-rule]")) {
    record("error_shown", error.dataset.errorField, { rule: error.dataset.errorRule });
  }
  return () => {};
}

// Pressing a label takes the focus away for a moment before its control gets it: the field is
// not left for that.
function onVisits(enter, leave) {
  let here = null;
  let pressed = null;
  const go = (field) => {
    if (field === here) return;
    if (here) leave(here);
    here = field;
    if (here) enter(here);
  };
  const goToFocused = () => go(fieldOf(document.activeElement));
  goToFocused();
  return all(
    on(document, "pointerdown", ({ target }) => (pressed = fieldOf(target))),
    on(document, "pointerup pointercancel", () => (pressed = null)),
    on(document, "focusin", ({ target }) => go(fieldOf(target))),
    on(document, "focusout", ({ relatedTarget }) => {
      if (relatedTarget || pressed !== here) go(fieldOf(relatedTarget));
    }),
    on(window, "pagehide", () => go(null)),
    on(window, "pageshow", ({ persisted }) => persisted && goToFocused()),
  );
}

function observeFocus(record) {
  let began = 0;
  const changed = new Set();
  const enter = (field) => {
    began = performance.now();
    changed.clear();
    record("field_focused", field.dataset.field);
  };
  const leave = (field) => {
    const length = lengthIn(field);
    const left = { dwell_ms: since(began), length, blank: length === 0 };
    record("field_left", field.dataset.field, { ...left, changed: changed.has(field) });
  };
  return all(
    on(document, "input change", ({ target }) => changed.add(fieldOf(target))),
    onVisits(enter, leave),
  );
}

function howItCame({ inputType = "", target }) {
  if (target.matches("select, [type=radio], [type=checkbox]")) return "chosen";
  if (/^insertFrom(Paste|Drop)/.test(inputType)) return "pasted";
  if (inputType.startsWith("delete")) return "deleted";
  return inputType && inputType !== "insertReplacementText" ? "typed" : "autofilled";
}

function observeFirstInput(record) {
  const begun = new Set();
  let focusedAt = performance.now();
  const noteInput = ({ target }) => {
    const field = fieldOf(target);
    if (!field || begun.has(field)) return;
    begun.add(field);
    record("first_input", field.dataset.field, { after_ms: since(focusedAt) });
  };
  return all(
    on(document, "focusin", () => (focusedAt = performance.now())),
    on(document, "input", noteInput),
  );
}

const UNTOLD = { how: "autofilled", deletes: 0, bursts: 0, pastes: 0 };

// How a field's answer has come so far; deletions one after the other are one burst.
const cameOn = ({ how, deletes, bursts, pastes }, now) => ({
  how: now,
  deletes: deletes + (now === "deleted"),
  bursts: bursts + (now === "deleted" && how !== now),
  pastes: pastes + (now === "pasted"),
});

function observeChange(record) {
  const ways = new Map();
  let open = null;
  const give = (field) => {
    const way = ways.get(field) ?? UNTOLD;
    ways.delete(field);
    record("field_changed", field.dataset.field, { ...way, length: lengthIn(field) });
  };
  const giveOpen = () => {
    if (open) give(open);
    open = null;
  };
  const noteInput = (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    ways.set(field, cameOn(ways.get(field) ?? UNTOLD, howItCame(event)));
  };
  const noteChange = ({ target }) => {
    const field = fieldOf(target);
    if (!field) return;
    if (open !== field) giveOpen();
    if (isGroup(field)) open = field;
    else give(field);
  };
  return all(
    on(document, "input", noteInput),
    on(document, "change", noteChange),
    onVisits(() => {}, giveOpen),
    on(window, "pagehide", giveOpen),
  );
}

function observeHelp(record) {
  const toggled = ({ target }) => {
    const state = target.open ? "opened" : "closed";
    if (target.dataset.help !== undefined) record(`help_${state}`, target.dataset.help);
    if (target.dataset.taskCard !== undefined) record(`task_card_${state}`);
  };
  return on(document, "toggle", toggled, true);
}

function observeNavigation(record, { leaveFor }) {
  const clicked = ({ target }) => {
    const link = target.closest?.("[data-back], [data-change]");
    if (!link) return;
    if (link.dataset.back !== undefined) record("back_pressed");
    else record("change_pressed", "", { page: link.dataset.change });
    leaveFor(link.dataset.back !== undefined ? "back" : "change");
  };
  const submitted = ({ target, submitter }) => {
    if (target.id !== "page-form") record("leave_pressed");
    else record(submitter?.value === "delete_all" ? "delete_all_pressed" : "submit_pressed");
    leaveFor(target.id === "page-form" ? "submit" : "other");
  };
  return all(on(document, "click", clicked), on(document, "submit", submitted));
}

// Keys, pointer and scrolling in bursts: pauses between bursts are what the idle rule looks at.
function observeActivity(record) {
  let began = null;
  let last = 0;
  let timer = 0;
  const close = () => {
    clearTimeout(timer);
    timer = 0;
    if (began === null) return;
    record("active", "", { since_ms: Math.round(began), until_ms: Math.round(last) });
    began = null;
  };
  const check = () => {
    const quiet = performance.now() - last;
    if (quiet >= BURST_MS) close();
    else timer = setTimeout(check, BURST_MS - quiet);
  };
  const moved = () => {
    last = performance.now();
    began ??= last;
    timer ||= setTimeout(check, BURST_MS);
  };
  const passive = { passive: true, capture: true };
  const kinds = "keydown pointerdown pointermove wheel touchmove scroll input";
  return all(
    on(document, kinds, moved, passive),
    on(document, "visibilitychange", close),
    on(window, "pagehide", close),
    close,
  );
}

function observeVisibility(record) {
  let hiddenAt = document.hidden ? performance.now() : null;
  const changed = () => {
    if (document.hidden) {
      hiddenAt = performance.now();
      record("hidden");
    } else if (hiddenAt !== null) {
      record("visible", "", { hidden_ms: since(hiddenAt) });
      hiddenAt = null;
    }
  };
  return on(document, "visibilitychange", changed);
}

const observeLeaving = (record, { reason }) =>
  on(window, "pagehide", () => record("page_left", "", { reason: reason() }));

// In the order in which it is told: the page first, and last on leaving; a change of an answer
// before its field is left.
export const observers = [
  observeShowing,
  observeErrors,
  observeViews,
  observeScrolling,
  observeInputMode,
  observeActivity,
  observeFirstInput,
  observeChange,
  observeFocus,
  observeHelp,
  observeTooltips,
  observeRage,
  observeDeadClicks,
  observeNavigation,
  observeVisibility,
  observeLeaving,
];
