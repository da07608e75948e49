/** What the checker says, as a sentence for whoever applies. */
import type { Language } from "../language.ts";

const ENDED = /[。.！!？?]$/;

/** Begins with a capital, and ends with a full stop unless it ends already. */
export const sentence = (says: string, language: Language): string =>
  ENDED.test(says)
    ? says
    : `${says.charAt(0).toUpperCase()}${says.slice(1)}${language === "zh" ? "。" : "."}`;
