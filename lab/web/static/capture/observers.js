// What is watched on a page. Each observer reports by `record` and returns its stop function.
// None of them reads what was typed: only which field, how long, and how it came there.

const BURST_MS = 1000;

function on(target, kinds, listener, options) {
  const names = kinds.split(" ");
  names.forEach((name) => target.addEventListener(name, listener, options));
  return () => names.forEach((name) => target.removeEventListener(name, listener, options));
}

const all = (...stops) => () => stops.forEach((stop) => stop());
const fieldOf = (element) => element.closest?.("[data-field]");
const isChoice = (control) => control.matches("select, [type=radio], [type=checkbox]");

// Lengths only. A choice counts what is chosen; a hidden entry is never measured.
function lengthOf(field) {
  let length = 0;
  for (const control of field.querySelectorAll("input, textarea, select")) {
    if (control.matches("[type=radio], [type=checkbox]")) length += control.checked ? 1 : 0;
    else if (!control.matches("[type=password], [type=hidden]")) length += control.value.length;
  }
  return length;
}

function observePage(record, { reason }) {
  const shown = (restored) =>
    record("page_shown", "", {
      width: innerWidth,
      height: innerHeight,
      input: matchMedia("(pointer: coarse)").matches ? "touch" : "mouse",
      errors: document.querySelectorAll("[data-error-rule]").length,
      navigation: performance.getEntriesByType("navigation")[0]?.type ?? "navigate",
      restored,
    });
  shown(false);
  return all(
    on(window, "pageshow", (event) => event.persisted && shown(true)),
    on(window, "pagehide", () => record("page_left", "", { reason: reason() })),
  );
}

function observeErrors(record) {
  for (const error of document.querySelectorAll("[data-error-rule]")) {
    record("error_shown", error.dataset.errorField, { rule: error.dataset.errorRule });
  }
  return () => {};
}

function observeFocus(record) {
  let visit = null;
  const enter = (event) => {
    const field = fieldOf(event.target);
    if (!field || visit?.field === field) return;
    visit = { field, since: performance.now(), length: lengthOf(field), changed: false };
    record("field_focused", field.dataset.field);
  };
  const change = () => visit && (visit.changed = true);
  const leave = (event) => {
    if (!visit || fieldOf(event.relatedTarget ?? document.body) === visit.field) return;
    const { field, since, changed } = visit;
    visit = null;
    const length = lengthOf(field);
    const dwell_ms = Math.round(performance.now() - since);
    record("field_left", field.dataset.field, { dwell_ms, length, blank: length === 0, changed });
  };
  return all(
    on(document, "focusin", enter),
    on(document, "input change", change),
    on(document, "focusout", leave),
  );
}

function howItCame(event, control) {
  if (isChoice(control)) return "chosen";
  if (event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop") return "pasted";
  if (event.inputType?.startsWith("delete")) return "deleted";
  if (!event.inputType || event.inputType === "insertReplacementText") return "autofilled";
  return "typed";
}

function observeInput(record) {
  const begun = new Map();
  let focusedAt = performance.now();
  const noteInput = (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    const id = field.dataset.field;
    if (!begun.has(id)) {
      begun.set(id, { how: "typed", deletes: 0 });
      record("first_input", id, { after_ms: Math.round(performance.now() - focusedAt) });
    }
    const entry = begun.get(id);
    entry.how = howItCame(event, event.target);
    if (entry.how === "deleted") entry.deletes += 1;
  };
  const noteChange = (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    const { how, deletes } = begun.get(field.dataset.field) ?? { how: "autofilled", deletes: 0 };
    record("field_changed", field.dataset.field, { how, length: lengthOf(field), deletes });
  };
  return all(
    on(document, "focusin", () => (focusedAt = performance.now())),
    on(document, "input", noteInput),
    on(document, "change", noteChange),
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
  let since = null;
  let last = 0;
  let timer = 0;
  const close = () => {
    clearTimeout(timer);
    timer = 0;
    if (since === null) return;
    record("active", "", { since_ms: Math.round(since), until_ms: Math.round(last) });
    since = null;
  };
  const check = () => {
    const quiet = performance.now() - last;
    if (quiet >= BURST_MS) close();
    else timer = setTimeout(check, BURST_MS - quiet);
  };
  const moved = () => {
    last = performance.now();
    since ??= last;
    timer ||= setTimeout(check, BURST_MS);
  };
  const passive = { passive: true, capture: true };
  const kinds = "keydown pointerdown pointermove wheel touchmove scroll input";
  return all(on(document, kinds, moved, passive), on(window, "pagehide", close), close);
}

function observeVisibility(record) {
  let hiddenAt = document.hidden ? performance.now() : null;
  const changed = () => {
    if (document.hidden) {
      hiddenAt = performance.now();
      record("hidden");
    } else {
      record("visible", "", { hidden_ms: Math.round(performance.now() - (hiddenAt ?? 0)) });
    }
  };
  return on(document, "visibilitychange", changed);
}

// The page comes last on leaving, so that what it interrupts is told before.
export const observers = [
  observeActivity,
  observeFocus,
  observeInput,
  observeHelp,
  observeNavigation,
  observeVisibility,
  observePage,
  observeErrors,
];
