/** `suanquan explain`: a programme in sentences; with facts, the answer step by step. */
import type { Programme } from "@suanquan/policy";
import { explainProgramme } from "@suanquan/policy/explain";
import { clarificationLetter } from "@suanquan/policy/letter";
import { knownFrom } from "@suanquan/policy/standing-on-day";
import { citedIn } from "../assessment/citation.ts";
import { dayOfCall } from "../assessment/run-assessment.ts";
import type { Call, Run } from "../call.ts";
import { type Selection, select } from "../catalogue/selection.ts";
import { say } from "../language.ts";
import { wrap } from "../layout.ts";
import { FINE, Refusal } from "../refusal.ts";

export const run: Run = async call => {
  const [named = "", factsFile] = call.operands;
  if (factsFile !== undefined) return await explainAnswer(call, named, factsFile);
  const selection = await select(call, named);
  const programme = versionOf(call, selection);
  const subject = { programme, vocabulary: selection.catalogue.vocabulary };
  if (call.options.flag("letter")) {
    const letter = clarificationLetter(subject, call.language);
    call.terminal.print(letter?.trimEnd() ?? say("没有需要明确的问题", "nothing to ask")[call.language]);
  } else if (call.options.flag("json"))
    call.terminal.print(JSON.stringify(explainProgramme(subject, call.language), null, 2));
  else for (const line of lines(subject, call)) call.terminal.print(line);
  return FINE;
};

/** The version asked for; otherwise the newest that was known on the day. */
function versionOf(call: Call, { catalogue, programme = "" }: Selection): Programme {
  const versions = catalogue.programmes.get(programme) ?? [];
  const wanted = call.options.text("version");
  const asOf = dayOfCall(call);
  const known = versions.filter(each => (knownFrom(each) ?? "") <= asOf);
  const version =
    wanted === undefined ? (known[0] ?? versions.at(-1)) : versions.find(each => each.version === wanted);
  if (version !== undefined) return version;
  throw new Refusal(
    say(`${programme} 没有版本“${wanted}”`, `${programme} has no version \`${wanted}\``),
    say(
      `现有版本：${versions.map(each => each.version).join("、")}`,
      `its versions are: ${versions.map(each => each.version).join(", ")}`,
    ),
  );
}

async function explainAnswer(call: Call, named: string, factsFile: string): Promise<number> {
  const { answersOf, readRequest } = await import("../assessment/run-assessment.ts");
  const { reportLines } = await import("../assessment/report.ts");
  const request = await readRequest(call, factsFile, named);
  if (call.options.flag("json")) {
    const { presentRequest } = await import("../assessment/presented.ts");
    call.terminal.print(JSON.stringify(presentRequest(request, answersOf(request), call), null, 2));
  } else for (const line of reportLines(request, call, true)) call.terminal.print(line);
  return FINE;
}

function lines(subject: Parameters<typeof explainProgramme>[0], { language, terminal }: Call): string[] {
  const { title, version, programme, sections } = explainProgramme(subject, language);
  const { style, columns } = terminal;
  return [
    `${style.strong(title)}  ${style.quiet(`${programme} ${version}`)}`,
    ...sections.flatMap(({ heading, lines: told }) => [
      "",
      style.strong(heading),
      ...told.flatMap(({ says, clause }, index) => {
        const next = told[index + 1]?.clause;
        const repeated = clause !== null && next?.document === clause.document && next.at === clause.at;
        const cited =
          clause === null || repeated ? "" : ` 〔${citedIn(subject.programme, clause, language)}〕`;
        return wrap(says + cited, columns - 2, "").map(line => `  ${line}`);
      }),
    ]),
  ];
}
