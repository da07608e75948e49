/**
 * Keeps the site for use without a network, says what is kept, and offers a newer one when it is there. Where a browser or the kind of
 * connection forbids that (a host without TLS), the site works as before, with a network.
 */
import type { Language } from "../language.ts";
import { whenIdle } from "../when-idle.ts";
import { word } from "./words.ts";
import "./offline.css";

/** What the worker says: the addresses that are kept, and how many there are in all. */
interface Held {
  readonly kept: readonly string[];
  readonly of: number;
}

/** @param worker address of the service worker, in the folder of the site. */
export async function keepForOffline(worker: string, language: Language): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined) {
    showState(word("cannot", language));
    return;
  }
  try {
    const registration = await serviceWorker.register(worker);
    if (serviceWorker.controller !== null) offerWhenWaiting(registration, language);
    const { active } = await serviceWorker.ready;
    serviceWorker.addEventListener("message", ({ data }: MessageEvent<Held>) => showHeld(data, language));
    serviceWorker.startMessages();
    active?.postMessage("what is kept");
    const keepRest = () => active?.postMessage("keep the rest");
    if (!savesData()) whenIdle(keepRest);
    wireKeepAll(keepRest, language);
  } catch {
    // Storage may be full or forbidden; nothing is lost but the use without a network.
    showState(word("cannot", language));
  }
}

/** Whether the person asked the browser to fetch little. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

function showHeld({ kept, of }: Held, language: Language): void {
  const whole = kept.length >= of;
  showState(word(whole ? "kept" : "keptPart", language));
  const held = new Set(kept);
  for (const mark of document.querySelectorAll<HTMLElement>("[data-kept-of]")) {
    const link = mark.parentElement?.querySelector("a");
    const isHeld = link !== null && link !== undefined && held.has(link.href);
    mark.textContent = word(isHeld ? "pageKept" : "pageNotKept", language);
    mark.classList.toggle("good", isHeld);
  }
  const button = document.querySelector<HTMLElement>("[data-keep-all]");
  if (button === null || button.hidden === whole) return;
  if (whole && document.activeElement === button)
    document.querySelector<HTMLElement>("[data-offline]")?.focus();
  button.hidden = whole;
}

/** Says at the foot of each page, and on the page about it, how things stand. */
function showState(says: string): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-offline]")) {
    place.textContent = says;
    place.hidden = false;
  }
}

/** The button on the page about it. */
function wireKeepAll(keepRest: () => void, language: Language): void {
  document.querySelector("[data-keep-all]")?.addEventListener("click", () => {
    showState(word("keeping", language));
    keepRest();
  });
}

function offerWhenWaiting(registration: ServiceWorkerRegistration, language: Language): void {
  if (registration.waiting !== null) offer(registration.waiting, language);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") offer(installing, language);
    });
  });
}

/** A line at the foot of the window; nothing changes until it is asked for. */
function offer(waiting: ServiceWorker, language: Language): void {
  if (document.querySelector(".update-offer") !== null) return;
  const line = document.createElement("div");
  line.className = "update-offer";
  line.setAttribute("role", "status");
  const says = document.createElement("p");
  says.textContent = word("newer", language);
  const take = buttonOf(word("update", language), "button");
  const later = buttonOf(word("later", language), "button quiet");
  line.append(says, take, later);
  later.addEventListener("click", () => line.remove());
  take.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take over");
  });
  document.body.append(line);
}

function buttonOf(says: string, look: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.textContent = says;
  return button;
}
