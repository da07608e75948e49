/**
 * Open questions by their ids, and how they are asked.
 *
 * Some no author wrote down: the reckoning meets them where a text stops short, and an office rules on
 * them like on any other. Their ids end in one of these names, after the benefits concerned: `purchase.cap-period`.
 */
import { periodWords } from "../language/words.ts";
import type { Bilingual, OpenQuestion, Programme } from "../tree.ts";
import { quoted, type Voice } from "./language.ts";

interface Gap {
  readonly ask: Bilingual;
  readonly readings: OpenQuestion["readings"];
}

const periods = (["each", "year", "total"] as const).map(id => ({ id, says: periodWords[id].says }));

const GAPS: Readonly<Record<string, Gap>> = {
  "cap-period": {
    ask: { zh: "限额按什么周期累计", en: "over what period does the limit count" },
    readings: periods,
  },
  formula: { ask: { zh: "金额按什么方法计算", en: "how is the amount reckoned" }, readings: [] },
  "at-most": {
    ask: {
      zh: "“不超过”的比例或金额是否按其足额给付",
      en: "is a rate or sum of “not more than” granted in full",
    },
    readings: [{ id: "rate", says: { zh: "足额给付", en: "granted in full" } }],
  },
  review: {
    ask: { zh: "审定结果", en: "what does the review decide" },
    readings: [{ id: "granted", says: { zh: "审定给付", en: "granted" } }],
  },
  table: {
    ask: { zh: "表中没有列出的情形怎么办", en: "what holds where the table has no row" },
    readings: [],
  },
  tiers: {
    ask: { zh: "不属于任何一档的金额怎么办", en: "what holds for an amount that lies in no tier" },
    readings: [],
  },
};

/** The question behind an id that the programme does not declare; an unknown id stands for itself. */
function builtInQuestion(id: string): Pick<OpenQuestion, "id" | "ask" | "readings"> {
  const gap = GAPS[id.slice(id.lastIndexOf(".") + 1)];
  return gap === undefined ? { id, ask: { zh: id, en: id }, readings: [] } : { id, ...gap };
}

/** The question of this id: the programme's own, or one that the reckoning asks by itself. */
export function questionOf(programme: Programme, id: string): Pick<OpenQuestion, "id" | "ask" | "readings"> {
  const own = programme.open.find(each => each.id === id);
  if (own !== undefined) return own;
  const presumed = programme.presumes.find(each => each.id === id);
  if (presumed === undefined) return builtInQuestion(id);
  return {
    id,
    ask: {
      zh: `推定${quoted(presumed.says.zh)}与事实不符时如何处理`,
      en: `what holds where the facts contradict the presumption ${quoted(presumed.says.en)}`,
    },
    readings: CONTRADICTED,
  };
}

/** What a contradicted presumption can come to: it was never asked, or it is a condition after all. */
const CONTRADICTED: OpenQuestion["readings"] = [
  { id: "not-required", says: { zh: "不作要求", en: "not required" } },
  { id: "required", says: { zh: "作为条件", en: "a condition" } },
];

/** The readings worth naming: of a figure open between two ends, the ends stand beside the figure itself. */
export function readingsOf(question: Pick<OpenQuestion, "readings">): OpenQuestion["readings"] {
  const { readings } = question;
  const isInterval = readings.length === 2 && readings[0]?.id === "low" && readings[1]?.id === "high";
  return isInterval ? [] : readings;
}

/** The question with its mark: `？`, or `?`. */
export function askSentence(w: Voice, question: Pick<OpenQuestion, "ask">): string {
  const ask = w.text(question.ask);
  return /[。？?.]$/.test(ask) ? ask : ask + w.say("？", "?");
}
