/** What the reader says about conditions and tables, and about how the parts of a programme fit together. */
import type { FactDefinition } from "../../tree.ts";
import {
  error,
  examples,
  linkage,
  type Suggested,
  say,
  silentLoss,
  suggestion,
  typeNames,
} from "./wording.ts";

/** Findings about conditions, tests and tables. */
export const conditionFindings = {
  "wrong-test": error(
    (v: { fact: FactDefinition; got: string; examples: readonly string[] }) =>
      say(
        `“${v.fact.zh}”是${typeNames[v.fact.type].zh}，不能与“${v.got}”相比`,
        `\`${v.fact.name}\` is ${typeNames[v.fact.type].en} and cannot be tested against \`${v.got}\``,
      ),
    say("比较的两边必须同类", "both sides of a comparison must be of one kind"),
    v => examples(v.examples),
  ),
  "several-tests": error(
    (v: { count: number }) =>
      say(`这里写了 ${v.count} 个要求，只能写一个`, `${v.count} tests stand here; there can be one`),
    say("几个要求之间是“且”还是“或”并不清楚", "whether all of them or any of them must hold is not clear"),
    () =>
      say("请用 all（全部）或 any（任一）把几个条件写开", "write several conditions under `all` or `any`"),
  ),
  "table-columns": error(
    (v: { value: string }) =>
      say(`表的最后一列应是“${v.value}”`, `the last column of the table must be \`${v.value}\``),
    say("最后一列是结果，前面各列是事实", "the last column is the result, those before it are facts"),
    v => say(`请在列名末尾写“${v.value}”`, `end the columns with \`${v.value}\``),
  ),
  "row-length": error(
    (v: { got: number; want: number }) =>
      say(
        `这一行有 ${v.got} 项，应有 ${v.want} 项`,
        `the row has ${v.got} items; there are ${v.want} columns`,
      ),
    say("每一列都要有一项，不限的写 any", "each column needs an item; `any` where it does not matter"),
    v => say(`请写满 ${v.want} 项`, `write ${v.want} items`),
  ),
} as const;

/** Findings about how the parts of a programme fit together. */
export const linkFindings = {
  "several-amounts": error(
    (v: { keys: readonly string[] }) =>
      say(`同时写了 ${v.keys.join("、")}`, `${v.keys.join(" and ")} stand side by side`),
    say("一项权益的金额只有一种算法", "the amount of a benefit arises in one way"),
    () => say("请保留一种，或拆成两项权益", "keep one, or make two benefits of it"),
  ),
  "amount-without-base": error(
    (v: { key: string }) => say(`写了“${v.key}”却没有基数`, `\`${v.key}\` stands without a \`base\``),
    say("比例要乘以某个金额", "a rate multiplies an amount"),
    () => say("请写 base（基数）", "add `base`"),
  ),
  "base-without-use": error(
    (v: { key: string }) => say(`写了“${v.key}”，基数不起作用`, `with \`${v.key}\` the \`base\` has no use`),
    silentLoss,
    () => say("请删去 base（基数）", "remove `base`"),
  ),
  "bonus-without-rate": error(
    () => say("有加成却没有比例或分档", "a bonus stands without a rate or tiers"),
    say("加成是在比例上增加", "a bonus is added to a rate"),
    () => say("请写 rate（比例）", "add `rate`"),
  ),
  "faces-too-fine": error(
    (v: { max: number }) =>
      say(
        `面额不能为零，也不能细碎到相差不足最小面额的 ${v.max} 分之一`,
        `faces must not be zero, nor differ by less than one ${v.max}th of the smallest`,
      ),
    say("算不清哪些金额凑得出", "which sums they make could not be reckoned"),
    () => say("请写整齐的面额，如 1000元、5000元", "write round faces, as in 1000元 and 5000元"),
  ),
  "pieces-too-many": error(
    (v: { max: number }) =>
      say(
        `这些面额按此张数能凑出的金额超过 ${v.max} 种`,
        `so many vouchers of these faces make more than ${v.max} different sums`,
      ),
    say("算不清哪些金额凑得出", "which sums they make could not be reckoned"),
    () =>
      say("请写少一些的张数，或以限额代替", "write fewer `pieces`, or a limit on the amount in their place"),
  ),
  "base-needs-one": error(
    () =>
      say("基数应写“取”“孰低”“按权益”其中之一", "a base has exactly one of `of`, `lowest-of` and `award-of`"),
    say("基数只有一个来历", "a base comes from one place"),
    () => say("请保留一个", "keep one of them"),
  ),
  "minimum-lifts-total": error(
    () => say("按合计看的起点不能“补足”", "a minimum asked of a total cannot be lifted to"),
    say("补足的差额记在哪一笔支出上，说不清", "to which spend the difference would go cannot be told"),
    () => say("请写“不予”或“看基数”，或删去“每”", "write `refuse` or `base`, or remove `per`"),
  ),
  "minimum-period-alone": error(
    () => say("起点写了“周期”却没有“每”", "a minimum names a `period` and no `per`"),
    silentLoss,
    () => say("请写“每”，如 每: 申请主体", "add `per`, as in `per: applicant`"),
  ),
  "circular-pool": error(
    (v: { name: string }) =>
      say(`资金池“${v.name}”绕了一圈归入自己`, `the pool \`${v.name}\` is, in the end, a part of itself`),
    say("归入关系不能成环", "being a part of something cannot go in a circle"),
    () => say("请改正“归入”", "mend `part-of`"),
  ),
  "circular-award": error(
    (v: { name: string }) =>
      say(
        `权益“${v.name}”绕了一圈以自己为基数`,
        `the benefit \`${v.name}\` is, in the end, reckoned on itself`,
      ),
    say("以另一项权益为基数的，不能成环", "awards reckoned on awards cannot go in a circle"),
    () => say("请改正“按权益”", "mend `award-of`"),
  ),
  "cap-needs-one": error(
    () => say("限额应写“最高”或“占比”其中之一", "a cap has exactly one of `max` and `share`"),
    say("一条限额只限一样东西", "one cap limits one thing"),
    () => say("请保留一个，另一个另起一条", "keep one; make another cap of the other"),
  ),
  "tier-needs-one": error(
    () => say("每一档应写“比例”“折扣”“定额”其中之一", "a row has exactly one of `rate`, `pay` and `flat`"),
    say("一档只有一种给付", "a row grants one thing"),
    () => say("请保留一个", "keep one of them"),
  ),
  "governs-without-date": error(
    (v: { document: string }) =>
      say(
        `文件“${v.document}”没有印发、公布或施行日期`,
        `the document \`${v.document}\` has no day of issue, publication or effect`,
      ),
    say("没有日期就不知道本版本何时可见", "without a day nobody can tell from when this version is visible"),
    () =>
      say(
        "请写 issued（印发）、published（公布）或 effective（施行）",
        "add `issued`, `published` or `effective`",
      ),
  ),
  "exclude-needs-groups": error(
    () => say("互斥至少要有两组权益", "an exclusion needs at least two groups of benefits"),
    silentLoss,
    () => say("请写成 [[甲], [乙, 丙]]", "write it as [[a], [b, c]]"),
  ),
  "case-facts-and-spends": error(
    (v: { fact: string }) =>
      say(
        `“${v.fact}”属于一笔支出，写了 spends 就应写在其中`,
        `\`${v.fact}\` belongs to a spend; with \`spends\` it stands in one of them`,
      ),
    say("多笔支出时要分清是哪一笔", "with several spends it must be clear which one is meant"),
    () => say("请移到 spends 的一项里", "move it into an item of `spends`"),
  ),
  "case-owner": error(
    (v: { fact: string }) =>
      say(`“${v.fact}”属于申请主体，不属于支出`, `\`${v.fact}\` belongs to the applicant, not to a spend`),
    say("申请主体只有一个", "there is one applicant"),
    () => say("请移到 facts 里", "move it into `facts`"),
  ),
  "unknown-reading": error(
    (v: { question: string; reading: string } & Suggested) =>
      say(
        `问题“${v.question}”没有解释“${v.reading}”`,
        `the question \`${v.question}\` has no reading \`${v.reading}\``,
      ),
    linkage,
    suggestion,
  ),
} as const;
