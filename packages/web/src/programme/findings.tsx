/** What an exact check of the rule shows, in plain words, with the figures behind it. */
import type { Bilingual, Finding, Programme, Vocabulary } from "@suanquan/policy";
import { moneyIn } from "@suanquan/policy/figures";
import { fallingPrices, type SilentEdge, silentEdges } from "@suanquan/policy/prices";
import { questionOf } from "@suanquan/policy/questions";
import type { Language } from "../language.ts";
import { amountsInEnglish } from "../naming/amounts.ts";
import { sentence } from "../naming/sentence.ts";
import { DipFigure } from "./dip-figure.tsx";
import { withQuestionsSaid } from "./named-questions.ts";
import { word } from "./words.ts";

/** Findings that concern whoever applies; the others speak to the file's author. */
const PUBLIC: ReadonlySet<string> = new Set([
  "discount-gap",
  "notch",
  "falling-award",
  "cliff",
  "incomplete-table",
  "tier-gap",
  "tier-overlap",
  "cap-without-period",
  "pool-without-period",
  "once-without-scope",
  "minimum-above-cap",
  "stacking-above-100",
  "rate-above-100",
  "assumed-rounding",
]);

interface FindingsProps {
  readonly programme: Programme;
  readonly findings: readonly Finding[];
  readonly vocabulary: Vocabulary;
  readonly language: Language;
}

/** Whether there is anything to say. */
export const hasFindings = (findings: readonly Finding[]): boolean =>
  findings.some(each => PUBLIC.has(each.code));

export function Findings({ programme, findings, vocabulary, language }: FindingsProps) {
  const edges = silentEdges(programme, vocabulary);
  const told = new Set(edges.map(each => each.question));
  const plain = findings.filter(
    each =>
      PUBLIC.has(each.code) &&
      // told with its figures above
      !(each.code === "tier-gap" && [...told].some(question => each.what.en.includes(`\`${question}\``))),
  );
  const prices = fallingPrices(programme, vocabulary);
  return (
    <>
      <p className="soft">{word("findingsLead", language)}</p>
      <ul className="findings">
        {edges.map(edge => (
          <li key={`${edge.benefit.id} ${edge.question}`}>
            <Edge edge={edge} programme={programme} language={language} />
          </li>
        ))}
        {unique(plain).map(({ what, why }) => (
          <li key={what.en}>
            <p>{sentence(numbered(what, programme)[language], language)}</p>
            <p className="small soft">{sentence(why[language], language)}</p>
          </li>
        ))}
      </ul>
      {prices.map(curve => (
        <DipFigure
          key={curve.benefit.id}
          id={`plot-${curve.benefit.id}`}
          curve={curve}
          vocabulary={vocabulary}
          language={language}
        />
      ))}
    </>
  );
}

const unique = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map(each => [each.what.en, each])).values(),
];

/** Questions by the numbers that this page gives them, and no longer by their names in the file. */
function numbered(what: Bilingual, programme: Programme): Bilingual {
  return {
    zh: withQuestionsSaid(what.zh, programme, index => ` ${index + 1} `).replaceAll(" 、 ", "、"),
    en: amountsInEnglish(withQuestionsSaid(what.en, programme, index => `question ${index + 1}`)).replaceAll(
      "question question",
      "question",
    ),
  };
}

function Edge({
  edge,
  programme,
  language,
}: {
  readonly edge: SilentEdge;
  readonly programme: Programme;
  readonly language: Language;
}) {
  const readings = questionOf(programme, edge.question).readings;
  const range = ({ low, high }: SilentEdge["readings"][number]["award"]) =>
    low === high ? moneyIn(language, low) : `${moneyIn(language, low)}–${moneyIn(language, high)}`;
  return (
    <>
      <p>
        {word("edge", language)
          .replace("{benefit}", edge.benefit.title[language])
          .replace("{amount}", moneyIn(language, edge.amount))}
      </p>
      <ul>
        {edge.readings.map(({ reading, award, pays }) => (
          <li key={reading}>
            {word("edgeReading", language)
              .replace("{reading}", readings.find(each => each.id === reading)?.says[language] ?? reading)
              .replace("{award}", range(award))
              .replace("{pays}", range(pays))}
          </li>
        ))}
      </ul>
    </>
  );
}
