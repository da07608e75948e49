/** Findings about conditions and the facts they ask. */
import type { Bilingual } from "../../tree.ts";
import { error, say } from "./kind.ts";

export const conditionFindings = {
  "unreachable-condition": error(
    (v: { condition: Bilingual }) =>
      say(
        `没有谁能满足：“${v.condition.zh}”与其他条件相抵触`,
        `nobody can meet it: “${v.condition.en}” contradicts the other conditions`,
      ),
    say(
      "相抵触的条件使权益形同虚设，多半是转录有误",
      "conditions that exclude each other make the benefit empty; most often it is a slip",
    ),
    say(
      "核对数值的大小、地区的上下级和选项；满足其一即可的，写在“任一”之下",
      "check the order of figures, which place lies in which, and the choices; where one of several is enough, put them under `any`",
    ),
  ),
  "unknown-fact": error(
    (v: { fact: string }) => say(`词汇表里没有事实“${v.fact}”`, `the vocabulary has no fact \`${v.fact}\``),
    say("没有定义的事实无法询问，也无法核验", "a fact without a definition can be neither asked nor proved"),
    say("改用已有的事实，或先把它写进词汇表", "use a fact that exists, or define it in the vocabulary first"),
  ),
} as const;
