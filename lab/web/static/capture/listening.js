// Small words that the observers share.

export const device = matchMedia("(pointer: coarse)").matches ? "touch" : "mouse";

export function on(target, kinds, listener, options) {
  const names = kinds.split(" ");
  names.forEach((name) => target.addEventListener(name, listener, options));
  return () => names.forEach((name) => target.removeEventListener(name, listener, options));
}

export const all = (...stops) => () => stops.forEach((stop) => stop());
export const fieldOf = (element) => element?.closest?.("[data-field]") ?? null;
export const nameOf = (element) => fieldOf(element)?.dataset.field;
