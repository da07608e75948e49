/** A sentence of a rule with the clause it rests on. */
import type { Programme } from "@suanquan/policy";
import type { ProgrammeExplanation } from "@suanquan/policy/explain";

export type Line = ProgrammeExplanation["sections"][number]["lines"][number];

/** The anchor of a document on its programme's page. */
export const sourceAnchor = (document: string): string => `source-${document}`;

export function Says({ line, programme }: { readonly line: Line; readonly programme: Programme }) {
  const { clause } = line;
  return (
    <>
      {line.says}
      {clause !== null && <Clause document={clause.document} at={clause.at} programme={programme} />}
    </>
  );
}

interface ClauseProps {
  readonly document: string;
  readonly at: string;
  readonly programme: Programme;
}

function Clause({ document, at, programme }: ClauseProps) {
  const found = programme.documents.find(each => each.id === document);
  return (
    <>
      {" "}
      <cite className="clause">
        <a href={`#${sourceAnchor(document)}`} lang="zh-CN" title={found?.title}>
          {at}
          {found === undefined ? "" : ` · ${found.grade}`}
        </a>
      </cite>
    </>
  );
}

/** Sentences as a list; the rows of a table follow the sentence that announces them. */
export function Sentences({
  lines,
  programme,
}: {
  readonly lines: readonly Line[];
  readonly programme: Programme;
}) {
  return (
    <ul className="sentences">
      {lines.map(line => (
        <li key={line.says}>
          <Says line={line} programme={programme} />
        </li>
      ))}
    </ul>
  );
}
