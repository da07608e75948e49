/** The steps of a reckoning in plain sentences, each with its clause and the grade of the document it stands in. */
import type { Programme } from "@suanquan/policy";
import type { PresentedReason } from "@suanquan/policy/present";
import { gradeWords } from "@suanquan/policy/words";
import type { Language } from "../language.ts";
import { titled } from "../naming/documents.ts";
import { Bodies, DocumentTitle } from "../naming/names.tsx";
import { word } from "./words.ts";

export function Steps({
  programme,
  reasons,
  language,
}: {
  readonly programme: Programme;
  readonly reasons: readonly PresentedReason[];
  readonly language: Language;
}) {
  if (reasons.length === 0) return null;
  const comma = language === "zh" ? "，" : ", ";
  const cited = new Set(reasons.flatMap(({ clause }) => (clause === null ? [] : [clause.document])));
  const documents = programme.documents.filter(({ id }) => cited.has(id) || id === programme.governs);
  return (
    <section>
      <h4>{word("steps", language)}</h4>
      <ol className="steps">
        {reasons.map((reason, index) => (
          <li key={index}>
            {reason.spend !== undefined && (
              <span className="tag">
                {word("spendOf", language)} {reason.spend + 1}
              </span>
            )}{" "}
            {reason.says}
            {reason.clause !== null && (
              <cite>
                <span lang="zh-CN">
                  {documentTitle(programme, reason.clause.document)} {reason.clause.at}
                </span>
                {gradeOf(programme, reason.clause.document, language)}
              </cite>
            )}
          </li>
        ))}
      </ol>
      <h4>{word("documents", language)}</h4>
      <ul className="plain-list">
        {documents.map(({ id, title, number, grade, issuer, issued }) => (
          <li key={id}>
            <DocumentTitle title={title} language={language} />
            {number !== undefined && (
              <>
                {comma}
                <span lang="zh-CN">{number}</span>
              </>
            )}
            {comma}
            <Bodies names={issuer} language={language} />
            {issued !== undefined && `${comma}${issued}`}
            <span className="soft small">
              {" "}
              {word("grade", language)} {grade}
              {language === "zh" ? "：" : ": "}
              {gradeWords[grade].says[language]}
            </span>
          </li>
        ))}
      </ul>
      <p className="soft small">
        {word("version", language)} {programme.version}
      </p>
    </section>
  );
}

const documentOf = (programme: Programme, id: string) => programme.documents.find(each => each.id === id);

const documentTitle = (programme: Programme, id: string): string =>
  titled(documentOf(programme, id)?.title ?? id);

function gradeOf(programme: Programme, id: string, language: Language): string {
  const grade = documentOf(programme, id)?.grade;
  if (grade === undefined) return "";
  return language === "zh"
    ? `（${word("grade", language)} ${grade}）`
    : ` (${word("grade", language)} ${grade})`;
}
