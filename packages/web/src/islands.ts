/**
 * The parts of pages that answer to a person: each is drawn when the site is written and comes alive in the browser.
 * Everything else of a page is plain HTML. A name here is the name in the page and of the chunk that is loaded for it.
 */
import type { ComponentType } from "react";

/** Props are data that JSON can hold: they travel in the page. */
export interface IslandModule {
  readonly default: ComponentType<never>;
}

export const ISLANDS = {
  calendar: () => import("./calendar/calendar.tsx"),
  find: () => import("./find/find.tsx"),
  fit: () => import("./fit/fit.tsx"),
  embed: () => import("./embed/embed.tsx"),
  compare: () => import("./compare/compare.tsx"),
  print: () => import("./print/print.tsx"),
  received: () => import("./share/received.tsx"),
  embedding: () => import("./embed/embedding.tsx"),
} as const satisfies Readonly<Record<string, () => Promise<IslandModule>>>;

export type IslandName = keyof typeof ISLANDS;
