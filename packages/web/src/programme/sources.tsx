/** The documents that a version rests on, each with its number, dates, grade, and what the grade means. */
import type { Programme } from "@suanquan/policy";
import { dateIn } from "@suanquan/policy/figures";
import { gradeWords } from "@suanquan/policy/words";
import type { Language } from "../language.ts";
import { seenInEnglish } from "../naming/documents.ts";
import { Bodies, DocumentTitle } from "../naming/names.tsx";
import { sourceAnchor } from "./says.tsx";
import { word } from "./words.ts";

type Source = Programme["documents"][number];

export function Sources({
  programme,
  language,
}: {
  readonly programme: Programme;
  readonly language: Language;
}) {
  return (
    <ol className="sources">
      {programme.documents.map(document => (
        <li key={document.id} id={sourceAnchor(document.id)}>
          <h3>
            <DocumentTitle title={document.title} language={language} />
          </h3>
          <p>
            <span
              className={`tag ${document.grade === "A" ? "good" : document.grade === "B" ? "accent" : "warn"}`}
            >
              {word("grade", language)} {document.grade}
            </span>{" "}
            {gradeWords[document.grade].says[language]}
            {document.id === programme.governs && (
              <span className="soft">
                {" · "}
                {word("governs", language)}
              </span>
            )}
          </p>
          <dl className="facts">
            <div>
              <dt>{word("issuer", language)}</dt>
              <dd>
                <Bodies names={document.issuer} language={language} />
              </dd>
            </div>
            {rowsOf(document, programme, language).map(([term, says, gloss]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>
                  <span lang={/\p{Script=Han}/u.test(says) ? "zh-CN" : undefined}>{says}</span>
                  {gloss !== undefined && language === "en" && <span className="gloss"> {gloss}</span>}
                </dd>
              </div>
            ))}
          </dl>
          {document.notes.map(note => (
            <p key={note.en} className="small soft">
              {note[language]}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

function rowsOf(
  document: Source,
  programme: Programme,
  language: Language,
): readonly (readonly [term: string, says: string, gloss?: string | undefined])[] {
  const titleOf = (id: string) => {
    const found = programme.documents.find(each => each.id === id);
    return found === undefined ? id : `《${found.title}》`;
  };
  const join = (texts: readonly string[]) => texts.join(language === "zh" ? "、" : ", ");
  const date = (name: "issued" | "published" | "effective" | "expires") => {
    const day = document[name];
    return [word(name, language), day === undefined ? "" : dateIn(language, day)] as const;
  };
  return [
    [word("number", language), document.number ?? ""] as const,
    date("issued"),
    date("published"),
    date("effective"),
    date("expires"),
    [word("replaces", language), join(document.replaces.map(titleOf))] as const,
    [word("implements", language), join(document.implements.map(titleOf))] as const,
    [word("seenIn", language), document.seenIn ?? "", seenInEnglish(document.seenIn ?? "")] as const,
  ].filter(([, says]) => says !== "");
}
