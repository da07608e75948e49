/** Findings about caps, minimums, pools and who pays. */
import type { Bilingual } from "../../tree.ts";
import { error, say, warning } from "./kind.ts";

export const limitFindings = {
  "cap-without-period": warning(
    (v: { limit: string }) => say(`限额 ${v.limit} 没有写明周期`, `the limit of ${v.limit} names no period`),
    say(
      "有过一次补助的申请方还能得多少，取决于限额按次、按年还是累计",
      "what is left for an applicant who has had an award depends on whether the limit is for each award, a year, or all",
    ),
    say(
      "来源写明的，加上“周期”；没有写明的，保留此提示，系统会在有既往补助时列为待明确",
      "if the text says it, add `period`; if it does not, leave this warning: with earlier awards it becomes an open question",
    ),
  ),
  "pool-without-period": warning(
    (v: { pool: string; total: string }) =>
      say(
        `资金池 ${v.pool}（${v.total}）没有写明是每年还是总共`,
        `the pool \`${v.pool}\` (${v.total}) does not say whether it is for each year or in all`,
      ),
    say("跨年时余额不同", "what is left differs from the second year on"),
    say(
      "加上“周期”：年度、累计或批次；来源没有写明的，保留此提示",
      "add `period`: year, total or round; if the text does not say, leave this warning",
    ),
  ),
  "minimum-above-cap": error(
    (v: { minimum: string; limit: string }) =>
      say(
        `起点 ${v.minimum} 高于限额 ${v.limit}`,
        `the minimum of ${v.minimum} is above the limit of ${v.limit}`,
      ),
    say("任何金额都不能同时满足两者，谁也得不到", "no award can meet both, and nobody is granted anything"),
    say("核对两个数值的单位（元、万元）", "check the units of both figures (元, 万元)"),
  ),
  "once-without-scope": error(
    (v: { lacks: Bilingual }) =>
      say(
        `“限次”没有说清${v.lacks.zh}，等于没有限制`,
        `\`once\` does not say ${v.lacks.en}, and limits nothing`,
      ),
    say(
      "一次可以指每个主体、每份合同或每个项目，每年或累计",
      "once may be per applicant, contract or project, in a year or in all",
    ),
    say(
      "写明“每”和“周期”，如 限次: {每: 申请主体, 周期: 累计}",
      "write `per` and `period`, as in `once: {per: applicant, period: total}`",
    ),
  ),
  "share-sum": error(
    (v: { pool: string; sum: string }) =>
      say(
        `资金池 ${v.pool} 各出资方的比例合计 ${v.sum}，不是 100%`,
        `the funders of the pool \`${v.pool}\` share ${v.sum} and not 100%`,
      ),
    say("每一分钱都要有人出", "every fen must be paid by somebody"),
    say(
      "补上漏掉的一级，或改正比例；1:1 写作 50% 和 50%",
      "add the level that is missing, or mend the shares; 1:1 is 50% and 50%",
    ),
  ),
} as const;
