/** Frames in which a field may still come to be drawn. */
const FRAMES_MAX = 10;

/** Puts the focus into a field once it is drawn; the card of a spend that is closed opens first. */
export function focusField(id: string, frames = FRAMES_MAX): void {
  requestAnimationFrame(() => {
    const found = document.getElementById(id);
    const input = found?.matches("input, select, button")
      ? found
      : found?.querySelector<HTMLElement>("input, select");
    if (input !== null && input !== undefined) input.focus();
    else if (frames > 0) {
      const spend = document.getElementById(id.replace(/^spends\.(\d+)\..*$/, "spend-$1"));
      if (spend instanceof HTMLDetailsElement) spend.open = true;
      focusField(id, frames - 1);
    }
  });
}
