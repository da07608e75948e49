/** Two versions of a programme side by side: per benefit, which sentences of the rules came, went or changed. */
import type { Programme, Vocabulary } from "@suanquan/policy";
import { explainProgramme } from "@suanquan/policy/explain";
import type { Language } from "../language.ts";
import { type Change, changesBetween, type Part, partsOf } from "./diff.ts";
import { word } from "./words.ts";

interface VersionChangesProps {
  readonly older: Programme;
  readonly newer: Programme;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
}

interface ChangedSection {
  readonly heading: string;
  readonly changes: readonly Change[];
}

/** What a reader looks for; the documents and the standing stand in a list of their own. */
const COMPARED: ReadonlySet<string> = new Set([
  "presumptions",
  "benefit",
  "together",
  "money",
  "dates",
  "procedure",
]);

/** Sections by what they are about, the newer version's order first; those without a change are left out. */
function changedSections({ older, newer, vocabulary, language }: VersionChangesProps): ChangedSection[] {
  const sectionsOf = (programme: Programme) => {
    const { sections } = explainProgramme({ programme, vocabulary }, language);
    // a condition of every benefit is one of each: where an author writes it is no change
    const common = sections.find(each => each.id === "conditions")?.lines ?? [];
    return sections
      .filter(each => COMPARED.has(each.id))
      .map(({ id, benefit, heading, lines }) => ({
        key: benefit === undefined ? id : `benefit ${benefit}`,
        heading,
        says: [...(benefit === undefined ? [] : common), ...lines].map(line => line.says),
      }));
  };
  const [before, after] = [sectionsOf(older), sectionsOf(newer)];
  const keys = [...new Set([...after, ...before].map(each => each.key))];
  return keys.flatMap(key => {
    const [old, fresh] = [before.find(each => each.key === key), after.find(each => each.key === key)];
    const changes = changesBetween(old?.says ?? [], fresh?.says ?? []);
    return changes.every(each => each.is === "same")
      ? []
      : [{ heading: (fresh ?? old)?.heading ?? key, changes }];
  });
}

export function VersionChanges(props: VersionChangesProps) {
  const { older, newer, language } = props;
  const sections = changedSections(props);
  return (
    <section className="version-changes" aria-label={`${older.version} → ${newer.version}`}>
      <h3>
        <span className="figure">{older.version}</span> → <span className="figure">{newer.version}</span>
      </h3>
      {sections.length === 0 && <p>{word("unchanged", language)}</p>}
      {sections.map(({ heading, changes }) => (
        <table key={heading} className="plain changes-table">
          <caption>{heading}</caption>
          <thead>
            <tr>
              <th scope="col">
                {word("older", language)} {older.version}
              </th>
              <th scope="col">
                {word("newer", language)} {newer.version}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes
              .filter(each => each.is !== "same")
              .map(change => (
                <ChangeRow
                  key={`${change.before ?? ""}→${change.after ?? ""}`}
                  change={change}
                  language={language}
                />
              ))}
            <SameRow count={changes.filter(each => each.is === "same").length} language={language} />
          </tbody>
        </table>
      ))}
    </section>
  );
}

function SameRow({ count, language }: { readonly count: number; readonly language: Language }) {
  if (count === 0) return null;
  return (
    <tr>
      <td colSpan={2} className="soft small">
        {word("unchangedLines", language).replace("{count}", String(count))}
      </td>
    </tr>
  );
}

function ChangeRow({ change, language }: { readonly change: Change; readonly language: Language }) {
  const { is, before, after } = change;
  const parts =
    before === undefined || after === undefined
      ? {
          before: [{ text: before ?? "", own: before !== undefined }],
          after: [{ text: after ?? "", own: after !== undefined }],
        }
      : partsOf(before, after);
  return (
    <tr>
      <td>
        {before !== undefined && (
          <>
            {is === "gone" && <span className="tag bad">{word("gone", language)}</span>}{" "}
            <Side parts={parts.before} as="del" whole={is === "gone"} />
          </>
        )}
      </td>
      <td>
        {after !== undefined && (
          <>
            <span className={`tag ${is === "added" ? "good" : "accent"}`}>
              {word(is === "added" ? "added" : "changed", language)}
            </span>{" "}
            <Side parts={parts.after} as="ins" whole={is === "added"} />
          </>
        )}
      </td>
    </tr>
  );
}

interface SideProps {
  readonly parts: readonly Part[];
  readonly as: "del" | "ins";
  readonly whole: boolean;
}

function Side({ parts, as: Mark, whole }: SideProps) {
  if (whole) return <Mark className="whole">{parts.map(each => each.text).join("")}</Mark>;
  let place = 0;
  return parts.map(({ text, own }) => {
    place += text.length;
    return own ? <Mark key={place}>{text}</Mark> : <span key={place}>{text}</span>;
  });
}
