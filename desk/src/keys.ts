/** Keys of the desk. A page adds its own while it is shown; typing in a field is left alone. */

type Keys = Record<string, () => void>;

const layers: Keys[] = [];

/** Add keys on top of those there; call what comes back to take them away. */
export function keys(layer: Keys): () => void {
  layers.push(layer);
  return () => {
    const at = layers.indexOf(layer);
    if (at >= 0) layers.splice(at, 1);
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

let before = "";

function nameOf(event: KeyboardEvent): string {
  const chord = before && !isTyping(event.target) ? `${before} ${event.key}` : "";
  before = event.key === "g" ? "g" : "";
  return layers.some((layer) => layer[chord]) ? chord : event.key;
}

/** Hand one key press to the topmost layer that knows it. */
export function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    return;
  }
  const name = nameOf(event);
  const act = [...layers].reverse().find((layer) => layer[name])?.[name];
  if (!act) return;
  event.preventDefault();
  act();
}
