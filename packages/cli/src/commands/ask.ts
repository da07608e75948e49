/** `suanquan ask`: which facts to ask next, by how many programmes their answer can move. */
import { askNext, type NextQuestion } from "@suanquan/policy/ask";
import { catalogueOf } from "@suanquan/policy/catalogue";
import { readRequest } from "../assessment/run-assessment.ts";
import type { Call, Run } from "../call.ts";
import { say } from "../language.ts";
import { wrap } from "../layout.ts";
import { FINE } from "../refusal.ts";

export const run: Run = async call => {
  const [factsFile = "-"] = call.operands;
  const { selection, facts, assess } = await readRequest(call, factsFile, call.options.text("programme"));
  const { catalogue, programme } = selection;
  const asked =
    programme === undefined
      ? catalogue
      : catalogueOf(catalogue.programmes.get(programme) ?? [], catalogue.vocabulary, catalogue.hash);
  const questions = askNext(asked, facts, assess);
  if (call.options.flag("json"))
    call.terminal.print(
      JSON.stringify(
        questions.map(each => presented(each, call)),
        null,
        2,
      ),
    );
  else for (const line of lines(questions, call)) call.terminal.print(line);
  return FINE;
};

const presented = (question: NextQuestion, { language }: Call) => ({
  fact: question.fact,
  spend: question.spend ?? null,
  moves: question.moves,
  programmes: question.programmes,
  jointlyWith: question.jointlyWith,
  label: question.label[language],
  question: question.question[language],
  type: question.type,
  choices: question.choices.map(({ value, en }) => (language === "zh" ? value : en)),
  knownBy: question.knownBy,
  proof: question.proof,
});

const WORDS = {
  nothing: say("没有还能改变结果的问题。", "No further fact can change an answer."),
  moves: (count: number) =>
    say(`影响 ${count} 个项目`, `moves ${count} ${count === 1 ? "programme" : "programmes"}`),
  spend: (index: number) => say(`第 ${index + 1} 笔支出`, `spend ${index + 1}`),
  choices: say("可选", "choices"),
  jointly: say("须与下列事实一并回答", "together with"),
  proof: say("证明", "proof"),
} as const;

function lines(questions: readonly NextQuestion[], { language, terminal }: Call): string[] {
  if (questions.length === 0) return [WORDS.nothing[language]];
  const { style, columns } = terminal;
  const comma = language === "zh" ? "、" : ", ";
  return questions.flatMap((question, index) => {
    const about = [
      question.fact,
      ...(question.spend === undefined ? [] : [WORDS.spend(question.spend)[language]]),
    ];
    const details = [
      [WORDS.choices[language], question.choices.map(({ value, en }) => (language === "zh" ? value : en))],
      [WORDS.jointly[language], question.jointlyWith],
      [WORDS.proof[language], question.proof],
    ] as const;
    return [
      `${index + 1}. ${style.strong(question.question[language])}  ${style.quiet(WORDS.moves(question.moves)[language])}`,
      style.quiet(`   ${about.join(comma)}`),
      ...details.flatMap(([name, items]) =>
        items.length === 0
          ? []
          : wrap(`${name}: ${items.join(comma)}`, columns - 3).map(line => `   ${line}`),
      ),
    ];
  });
}
