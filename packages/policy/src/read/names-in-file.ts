/** First look at a file: which benefits, pools, documents and questions it names, before anything is read. */
import { programmeShape } from "../language/programme-shape.ts";
import type { ShapeNode } from "../language/shape.ts";
import { under } from "./page.ts";
import type { NamedInFile, QuestionSource, ReadingSource } from "./sheet.ts";
import { childOf, isMissing, type SourceMap, type SourceNode } from "./source-node.ts";

interface Names {
  readonly names: Readonly<Record<NamedInFile, ReadonlySet<string>>>;
  readonly questions: ReadonlyMap<string, QuestionSource>;
}

/** Looks up what may be referred to. */
export function namesInFile(root: SourceMap): Names {
  const questions = new Map<string, QuestionSource>();
  for (const { key, value } of entriesOf(fieldOf(root, programmeShape, "open"))) {
    questions.set(key.text, questionSource(key.text, value));
  }
  return {
    names: {
      benefit: keysOf(fieldOf(root, programmeShape, "benefits")),
      pool: keysOf(fieldOf(root, programmeShape, "pools")),
      document: keysOf(fieldOf(root, programmeShape, "documents")),
      question: new Set(questions.keys()),
    },
    questions,
  };
}

const entriesOf = (node: SourceNode | undefined) => (node?.kind === "map" ? node.entries : []);
const keysOf = (node: SourceNode | undefined): ReadonlySet<string> =>
  new Set(entriesOf(node).map(({ key }) => key.text));

/** The value under a key of an object, by its English or its Chinese name. */
function fieldOf(node: SourceNode | undefined, shape: ShapeNode, name: string): SourceNode | undefined {
  const zh = shape.kind === "object" ? shape.fields[name]?.zh : undefined;
  return childOf(node, name, zh ?? name);
}

const questionFields = ((): ShapeNode => {
  const open = programmeShape.kind === "object" ? programmeShape.fields.open?.shape : undefined;
  if (open?.kind !== "map") throw new TypeError("open questions are a map in the grammar");
  return open.of;
})();

function questionSource(id: string, node: SourceNode): QuestionSource {
  const between = fieldOf(node, questionFields, "between");
  const path = `open.${id}.readings`;
  const readings = entriesOf(fieldOf(node, questionFields, "readings")).map(
    ({ key, value }): ReadingSource => {
      const says = childOf(value, "says", "说明");
      const stated = says === undefined ? value : childOf(value, "value", "取值");
      const here = under(path, key.text);
      return {
        id: key.text,
        span: key.span,
        path: says === undefined ? here : under(here, "value"),
        ...(stated === undefined || isMissing(stated) ? {} : { value: stated }),
      };
    },
  );
  return { span: node.span, readings, ...(between === undefined ? {} : { between }) };
}
