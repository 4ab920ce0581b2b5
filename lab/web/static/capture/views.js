// What came before somebody's eyes: how much of the page, and which of its elements ever.

import { all, nameOf, on } from "./listening.js";

const REST_MS = 250;
const VIEWS =
  "[data-field], [data-field] [id$=-hint], [data-error-rule], #page-form button:not([value=delete_all])";

// Half of it, or, of what is taller than the window, half a window.
const inView = ({ intersectionRatio, intersectionRect }) =>
  intersectionRatio >= 0.5 || intersectionRect.height * 2 >= innerHeight;

export function observeViews(record) {
  const look = (entries) => {
    for (const { target } of entries.filter(inView)) {
      watch.unobserve(target);
      const { field, errorField, errorRule: rule } = target.dataset;
      const kind = rule ? "error" : field ? "field" : target.id ? "hint" : "submit";
      record(`${kind}_in_view`, errorField ?? nameOf(target), rule && { rule });
    }
  };
  const watch = new IntersectionObserver(look, { threshold: [0.1, 0.2, 0.3, 0.5] });
  document.querySelectorAll(VIEWS).forEach((element) => watch.observe(element));
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
    if (percent > furthest) record("scrolled", "", { percent: (furthest = percent) });
  };
  const later = () => (timer ||= setTimeout(tell, REST_MS));
  const atOnce = () => timer && tell();
  later();
  return all(
    on(document, "scroll", later, { passive: true }),
    on(document, "visibilitychange", atOnce),
    on(window, "pagehide", atOnce),
  );
}
