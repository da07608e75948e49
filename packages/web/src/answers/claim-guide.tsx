/** What it takes to claim: how the money comes, to whom, on what evidence, by what steps. */
import type { Programme } from "@suanquan/policy";
import { wordingOf } from "@suanquan/policy/wording";
import { modeWords, payeeWords } from "@suanquan/policy/words";
import type { Language } from "../language.ts";
import { Proofs } from "../naming/names.tsx";
import { word } from "./words.ts";

export function ClaimGuide({
  programme,
  benefit: id,
  language,
}: {
  readonly programme: Programme;
  readonly benefit: string;
  readonly language: Language;
}) {
  const benefit = programme.benefits.find(each => each.id === id);
  if (benefit === undefined) return null;
  const mode = modeWords[programme.delivery.mode];
  const payee = payeeWords[benefit.payee];
  const lifetime = programme.voucher?.lifetime;
  const w = wordingOf({ programme, vocabulary: { facts: new Map() } }, language);
  return (
    <section>
      <h4>{word("claim", language)}</h4>
      <dl className="claim">
        <dt>{word("mode", language)}</dt>
        <dd>{mode.says[language]}</dd>
        <dt>{word("payee", language)}</dt>
        <dd>{payee.says[language]}</dd>
        {lifetime !== undefined && (
          <>
            <dt>{word("validity", language)}</dt>
            <dd>{w.cell(lifetime, ({ count, unit }) => `${count}${UNITS[unit][language]}`)}</dd>
          </>
        )}
        <dt>{word("evidence", language)}</dt>
        <dd>
          {benefit.evidence.length === 0 ? (
            word("notStated", language)
          ) : (
            <Proofs names={benefit.evidence} language={language} />
          )}
        </dd>
        <dt>{word("procedure", language)}</dt>
        <dd>
          {programme.procedure.length === 0 ? (
            word("notStated", language)
          ) : (
            <ol>
              {programme.procedure.map(each => (
                <li key={each.zh}>{each[language]}</li>
              ))}
            </ol>
          )}
        </dd>
      </dl>
    </section>
  );
}

const UNITS = {
  years: { zh: "年", en: " years" },
  months: { zh: "个月", en: " months" },
  days: { zh: "天", en: " days" },
  "working-days": { zh: "个工作日", en: " working days" },
} as const;
