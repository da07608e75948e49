/** A letter that asks the office in charge to settle what its text leaves open. A draft: a person sends it. */
import { gradeWords } from "../language/words.ts";
import type { Benefit, Bilingual, Citation, OpenQuestion, PolicyDocument, Programme } from "../tree.ts";
import { type Language, quoted } from "./language.ts";
import { askSentence, questionOf, readingsOf } from "./questions.ts";
import { type Subject, type Wording, wordingOf } from "./wording.ts";

/** One point of the letter: a question, what it is about, and where the text stands. */
interface Point {
  readonly question: Pick<OpenQuestion, "ask" | "readings">;
  readonly of?: Bilingual;
  readonly at?: Citation;
}

/**
 * The open money questions of a programme as a letter in plain text: the declared ones, then the limits without a
 * period and the amounts without a formula. Undefined when there is nothing to ask.
 */
export function clarificationLetter(subject: Subject, language: Language): string | undefined {
  const { programme } = subject;
  const points = pointsOf(programme);
  if (points.length === 0) return undefined;
  const w = wordingOf(subject, language);
  const document = programme.documents.find(each => each.id === programme.governs);
  const title = `《${document?.title ?? w.text(programme.title)}》`;
  const number =
    document?.number === undefined ? "" : w.say(`（${document.number}）`, ` (${document.number})`);
  const lines = [
    w.say("【草稿，请核对后再发送】", "[Draft: please check before sending]"),
    "",
    w.say(`关于请求明确${title}${number}有关内容的函`, `Request to settle some points of ${title}${number}`),
    "",
    w.say(`${programme.issuer.join("、")}：`, `To ${programme.issuer.join(", ")}`),
    "",
    w.say(
      `我们在办理${quoted(w.text(programme.title))}时，发现下列事项文件没有写明，影响能否享受和金额的计算，恳请予以明确：`,
      `In working with ${quoted(w.text(programme.title))} we found that the text leaves the following open. A right or an amount turns on each of them, and we should be grateful for your answer:`,
    ),
    "",
    ...secondHand(w, document),
    ...points.flatMap((point, index) => pointLines(w, point, index + 1)),
    w.say(
      "如能书面答复，并注明口径的依据和生效日期，十分感谢。",
      "We should be grateful for a written answer that names its basis and the day from which it holds.",
    ),
    "",
    w.say("（单位名称、联系人、联系方式、日期）", "(name of the body, contact, date)"),
  ];
  return `${lines.join("\n")}\n`;
}

/** Whoever has only read about a document says so: the answer may stand in the document itself. */
function secondHand(w: Wording, document: PolicyDocument | undefined): readonly string[] {
  if (document === undefined || isFullText(document)) return [];
  const seen = document.seenIn ?? w.text(gradeWords[document.grade].says);
  return [
    w.say(
      `我们没有见到文件原文，所据为转述（${seen}）；如原文已有规定，请告知所在条款。`,
      `We have not seen the document itself but an account of it (${seen}); if it settles a point, please name the clause.`,
    ),
    "",
  ];
}

/** Grades A and B are the text itself; a place in anything less means nothing to the office that wrote it. */
const isFullText = (document: PolicyDocument): boolean => document.grade === "A" || document.grade === "B";

function pointsOf(programme: Programme): readonly Point[] {
  const declared = programme.open
    .filter(question => question.touches === "money")
    .map(question => ({ question, ...(question.at === undefined ? {} : { at: question.at }) }));
  return [...declared, ...programme.benefits.flatMap(benefit => gapsOf(programme, benefit))];
}

/** What the text of a benefit leaves open without the file naming a question for it. */
function gapsOf(programme: Programme, benefit: Benefit): readonly Point[] {
  const points: Point[] = [];
  const ask = (gap: string, at: Citation) =>
    points.push({ question: questionOf(programme, `${benefit.id}.${gap}`), of: benefit.title, at });
  const paysMoney = benefit.form === "cash" || benefit.form === "price";
  if (paysMoney && benefit.amount.is === "unstated") ask("formula", benefit.at);
  for (const cap of benefit.caps) if (cap.period === undefined) ask("cap-period", cap.at ?? benefit.at);
  return points;
}

function pointLines(w: Wording, { question, of, at }: Point, number: number): readonly string[] {
  const about = of === undefined ? "" : w.say(`${quoted(w.text(of))}的`, `${quoted(w.text(of))}: `);
  const document = w.subject.programme.documents.find(each => each.id === at?.document);
  const quotable = at !== undefined && document !== undefined && isFullText(document);
  const clause = !quotable ? "" : w.say(`（${at.place}）`, ` (${at.place})`);
  const readings = readingsOf(question).map((reading, index) => `   (${index + 1}) ${w.text(reading.says)}`);
  const asked = `${number}. ${about}${askSentence(w, question)}${clause}`;
  if (readings.length === 0) return [asked, ""];
  return [asked, w.say("   可能的理解：", "   It could mean:"), ...readings, ""];
}
