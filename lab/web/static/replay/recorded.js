// The list of what was recorded, read as the player needs it: scenes one after the other on one
// time line. The list is the only source; nothing else is known of the session.

const UNRECORDED_MS = 1000;
const REST_MS = 500; // So long the end of a page stays before the next one comes.

const number = (text) => (text === undefined ? undefined : Number(text));

function readRow(element, scene) {
  const { at, until, kind, of, mark, amount, said, skipped } = element.dataset;
  const start = scene.start + Number(at);
  return {
    element,
    scene,
    at: start,
    until: until === undefined ? start : scene.start + Number(until),
    kind,
    field: of ?? "",
    mark: mark ?? "",
    amount: number(amount),
    said: said ?? "",
    skipped: skipped !== undefined,
    label: element.cells[1].textContent.trim(),
    told: element.querySelector("[data-told]").textContent,
  };
}

export function readScenes(list) {
  let start = 0;
  return [...list.querySelectorAll("[data-scene]")].map((section) => {
    const { served, title, length, width, nothing } = section.dataset;
    const long = Math.max(Number(length), UNRECORDED_MS) + REST_MS;
    const scene = { served, title, start, end: start + long, width: Number(width), nothing: nothing ?? "" };
    scene.rows = [...section.querySelectorAll("tbody tr")].map((row) => readRow(row, scene));
    start = scene.end;
    return scene;
  });
}

export const sceneAt = (scenes, now) => scenes.find(({ end }) => now < end) ?? scenes.at(-1);

// How much stands in the fields goes on from page to page; everything else begins anew.
const effects = {
  field_focused: (state, { field }) => (state.here = field),
  field_left: (state, row) => {
    state.here = "";
    keepAmount(state, row);
  },
  field_changed: (state, row) => keepAmount(state, row),
  help_opened: (state, { field }) => state.help.add(field),
  help_closed: (state, { field }) => state.help.delete(field),
  task_card_opened: (state) => (state.card = true),
  task_card_closed: (state) => (state.card = false),
  back_pressed: (state) => (state.pressed = "[data-back]"),
  submit_pressed: (state) => (state.pressed = "#page-form button:not([value=delete_all])"),
  delete_all_pressed: (state) => {
    state.pressed = "#page-form button[value=delete_all]";
    state.amounts.clear();
  },
};

function keepAmount(state, { field, amount, said }) {
  if (amount === undefined) return;
  if (amount) state.amounts.set(field, { amount, said });
  else state.amounts.delete(field);
}

// What is to be seen at a moment: everything recorded up to it, folded.
export function stateAt(scenes, now) {
  const scene = sceneAt(scenes, now);
  const state = { scene, row: null, amounts: new Map(), over: null };
  for (const one of scenes) {
    Object.assign(state, { here: "", help: new Set(), card: false, pressed: "" });
    for (const row of one.rows) {
      if (row.at > now) break;
      effects[row.kind]?.(state, row);
      if (one !== scene) continue;
      state.row = row;
      if ((row.skipped || row.kind === "missing") && now < row.until) state.over = row;
    }
    if (one === scene) break;
  }
  return state;
}

export const marksOf = (scenes) => scenes.flatMap(({ rows }) => rows.filter(({ mark }) => mark));
