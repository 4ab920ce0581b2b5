// The page that is replayed, in its frame: as wide as it was on the device, and in it where
// somebody was. The boxes stay empty but for dots, because nothing typed was ever recorded.

const DOTS = 24;
const SMALLEST = 0.5; // Smaller than that a page cannot be read; then it is scrolled.
const HERE = "data-replay-here";
const PRESSED = "data-replay-pressed";
const TEXT = "input:not([type=radio], [type=checkbox], [type=hidden]), textarea";

const dots = (amount) => "•".repeat(Math.min(amount, DOTS)) + (amount > DOTS ? "…" : "");

export function openStage(stage, calm) {
  const frame = stage.querySelector("[data-frame]");
  const canvas = stage.querySelector("[data-canvas]");
  let scene = null;
  let state = null;
  let before = "";

  const page = () => (frame.contentDocument?.body?.dataset.step ? frame.contentDocument : null);

  function fit() {
    if (!page()) return;
    const wide = scene.width || stage.clientWidth;
    const scale = Math.max(SMALLEST, Math.min(1, stage.clientWidth / wide));
    frame.style.width = `${wide}px`;
    frame.style.height = `${stage.clientHeight}px`;
    const tall = page().documentElement.scrollHeight;
    frame.style.height = `${tall}px`;
    frame.style.transform = scale < 1 ? `scale(${scale})` : "none";
    canvas.style.height = `${tall * scale}px`;
    canvas.style.width = `${wide * scale}px`;
  }

  function showAmount(field, { amount, said } = { amount: 0 }) {
    const boxes = field.querySelectorAll(TEXT);
    if (boxes.length === 1) boxes[0].value = dots(amount);
    let badge = field.querySelector(".replay-amount");
    if (!amount) return badge?.remove();
    if (!badge) {
      badge = Object.assign(page().createElement("span"), { className: "replay-amount" });
      if (boxes.length === 1) boxes[0].after(badge);
      else field.append(badge);
    }
    badge.textContent = boxes.length === 1 ? said : `${dots(amount)} ${said}`;
  }

  function lookAt(element) {
    const box = element.getBoundingClientRect();
    const scale = canvas.offsetHeight / frame.offsetHeight || 1;
    const top = (box.top + box.height / 2) * scale - stage.clientHeight / 2;
    const left = box.left * scale - 16;
    stage.scrollTo({ top, left, behavior: calm() ? "auto" : "smooth" });
  }

  function draw() {
    const shown = page();
    if (!shown || !state) return;
    const { here, help, card, pressed, amounts } = state;
    for (const field of shown.querySelectorAll("[data-field]")) {
      field.toggleAttribute(HERE, field.dataset.field === here);
      showAmount(field, amounts.get(field.dataset.field));
    }
    for (const details of shown.querySelectorAll("[data-help]")) details.open = help.has(details.dataset.help);
    for (const details of shown.querySelectorAll("[data-task-card]")) details.open = card;
    for (const old of shown.querySelectorAll(`[${PRESSED}]`)) old.removeAttribute(PRESSED);
    if (pressed) shown.querySelector(pressed)?.setAttribute(PRESSED, "");
    fit();
    const target = shown.querySelector(`[${PRESSED}], [${HERE}]`);
    const now = `${scene.start} ${here} ${pressed}`;
    if (target && now !== before) lookAt(target);
    before = now;
  }

  frame.addEventListener("load", draw);
  addEventListener("resize", fit);

  return function show(next) {
    state = next;
    if (next.scene === scene) return draw();
    scene = next.scene;
    before = "";
    stage.scrollTo({ top: 0 });
    // Replaced, so that "back" leads away from the replay and not through its pages.
    frame.contentWindow.location.replace(scene.served);
  };
}
