// What came before somebody's eyes: how much of the page, and which of its elements ever.

import { all, nameOf, on } from "./listening.js";

const REST_MS = 250;
const VIEWS = [
  ["field", "[data-field]"],
  ["hint", "[data-field] [id$=-hint]"],
  ["error", "[data-error-rule]"],
  ["submit", "#page-form button:not([value=delete_all])"],
];

// Half of it, or, of what is taller than the window, half a window.
const inView = ({ intersectionRatio, intersectionRect }) =>
  intersectionRatio >= 0.5 || intersectionRect.height * 2 >= innerHeight;

export function observeViews(record) {
  const kinds = new Map();
  const look = (entries, watch) => {
    for (const entry of entries.filter(inView)) {
      watch.unobserve(entry.target);
      const { errorField, errorRule: rule } = entry.target.dataset;
      const field = errorField ?? nameOf(entry.target);
      record(`${kinds.get(entry.target)}_in_view`, field, rule && { rule });
    }
  };
  const watch = new IntersectionObserver(look, { threshold: [0.1, 0.2, 0.3, 0.5] });
  for (const [kind, selector] of VIEWS) {
    for (const element of document.querySelectorAll(selector)) {
      watch.observe(element);
      kinds.set(element, kind);
    }
  }
  return () => watch.disconnect();
}

// The furthest: told when scrolling rests, and when the page goes away before it does.
export function observeScrolling(record) {
  let furthest = -1;
  let timer = 0;
  const tell = () => {
    clearTimeout(timer);
    timer = 0;
    const height = document.documentElement.scrollHeight;
    const percent = Math.min(100, Math.round(((scrollY + innerHeight) / height) * 100));
    if (percent > furthest) record("scrolled", "", { percent });
    furthest = Math.max(furthest, percent);
  };
  const later = () => (timer ||= setTimeout(tell, REST_MS));
  const atOnce = () => timer && tell();
  later();
  return all(
    on(document, "scroll", later, { passive: true }),
    on(document, "visibilitychange", atOnce),
    on(window, "pagehide", atOnce),
    () => clearTimeout(timer),
  );
}
