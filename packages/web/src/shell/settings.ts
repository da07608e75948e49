/** The buttons for dark colours and large type: they say what holds, change it, and the choice is remembered. */

interface Setting {
  /** The name in `data-…` on the document and in storage; `settings.js` puts it back before the page is drawn. */
  readonly name: "theme" | "text";
  readonly on: string;
  readonly off: string;
  /** What holds while nothing was chosen. */
  readonly presumed: () => boolean;
}

const SETTINGS: readonly Setting[] = [
  {
    name: "theme",
    on: "dark",
    off: "light",
    presumed: () => matchMedia("(prefers-color-scheme: dark)").matches,
  },
  { name: "text", on: "large", off: "normal", presumed: () => false },
];

/** Wires the buttons of the masthead; without scripts they stay hidden. */
export function wireSettings(): void {
  const { dataset } = document.documentElement;
  for (const fieldset of document.querySelectorAll<HTMLElement>(".settings")) fieldset.hidden = false;
  for (const { name, on, off, presumed } of SETTINGS) {
    const button = document.querySelector<HTMLButtonElement>(`[data-setting="${name}"]`);
    if (button === null) continue;
    const holds = () => (dataset[name] === undefined ? presumed() : dataset[name] === on);
    const show = () => button.setAttribute("aria-pressed", String(holds()));
    button.addEventListener("click", () => {
      const chosen = holds() ? off : on;
      dataset[name] = chosen;
      remember(`suanquan.${name}`, chosen);
      show();
    });
    show();
  }
}

/** The other language's page opens with the same filters, answers or place on the page: whatever the address holds. */
export function wireLanguage(): void {
  const link = document.querySelector<HTMLAnchorElement>("a.language");
  link?.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden; the choice then holds for this page.
  }
}
