/** Figures as a text states them: amounts, rates, bases and limits. */
import {
  branch,
  cell,
  citation,
  condition,
  literal,
  may,
  must,
  object,
  on,
  oneOrMany,
  reference,
  type Shape,
  table,
  word,
  type Yields,
} from "./shape.ts";
import * as words from "./words.ts";

export const at = may(
  "出处",
  citation,
  "文件与位置，如 b 算力券/贵州省/1",
  "document and place in it, as in `b 算力券/贵州省/1`",
);
export const money = literal("money");
export const rate = literal("rate");
export const date = literal("date");
export const text = literal("text");
const moneyFacts = oneOrMany(reference("money-fact"));

/** A figure as the text grants it: stated, open, «not more than», or by a table. */
export const granted = <T>(figure: Shape<T>, column: string, columnZh: string) =>
  branch(
    on("scalar", "cell", cell(figure)),
    on("key:open", "cell", cell(figure)),
    on("key:columns", "table", table(column, columnZh, figure)),
    on(
      "key:at-most",
      "at-most",
      object({
        "at-most": must(
          "不超过",
          branch(
            on("scalar", "cell", cell(figure)),
            on("key:open", "cell", cell(figure)),
            on("key:columns", "table", table(column, columnZh, figure)),
          ),
          "“不超过”：是上限，不是应得额",
          "«not more than»: a ceiling, not an entitlement",
        ),
        at,
      }),
    ),
    on("key:is", "stated", object({ is: must("为", cell(figure), "数值", "the figure"), at })),
  );

export const baseShape = branch(
  on("scalar", "facts", cell(moneyFacts)),
  on("list", "facts", cell(moneyFacts)),
  on("key:open", "facts", cell(moneyFacts)),
  on(
    "map",
    "base",
    object({
      of: may("取", cell(moneyFacts), "相加的金额事实", "money facts that are added up"),
      "lowest-of": may(
        "孰低",
        cell(moneyFacts),
        "取其中最低的金额，代替“取”",
        "the lowest of these money facts counts, in place of `of`",
      ),
      "award-of": may(
        "按权益",
        reference("benefit"),
        "以同一笔支出所得的另一项权益为基数，代替“取”",
        "what another benefit comes to on the same spend, in place of `of`",
      ),
      less: may(
        "扣除",
        cell(oneOrMany(reference("money-fact"))),
        "不计入的费用",
        "cost parts that do not count",
      ),
      "up-to": may(
        "封顶",
        cell(money),
        "基数中超过此数的部分不计",
        "the part of the base above this does not count",
      ),
      days: may(
        "按天数",
        object({
          from: must("自", reference("date-fact"), "起始日期事实", "fact with the first day"),
          to: must("至", reference("date-fact"), "截止日期事实", "fact with the last day"),
          within: must("期间", literal("date-range"), "计入的期间", "the span that counts"),
          count: may("计天", cell(word(words.dayCountWords)), "天数怎么数", "how days are counted"),
          at,
        }),
        "按落入期间的天数比例计入",
        "only the share of days within the span counts",
      ),
      at,
    }),
  ),
);

const relaxShape = object({
  when: may("条件", condition, "何种情形可以放宽", "when it may be relaxed"),
  to: may("至", cell(money), "最多放宽到", "how far it may be relaxed"),
  at,
});

export const capFields = {
  max: may("最高", granted(money, "max", "最高"), "金额上限", "the most that may be granted"),
  share: may(
    "占比",
    object({
      rate: must("比例", cell(rate), "占该金额的比例", "share of that amount"),
      of: must("取", reference("money-fact"), "何种金额", "of which amount"),
      counting: may(
        "计入",
        oneOrMany(reference("money-fact")),
        "一并计入的其他财政资金",
        "other public money that counts too",
      ),
    }),
    "以某金额的一定比例为上限",
    "a share of an amount as the limit",
  ),
  per: may(
    "每",
    cell(oneOrMany(word(words.scopeWords))),
    "按什么对象限额；默认申请主体",
    "whom it limits; the applicant by default",
  ),
  period: may(
    "周期",
    cell(word(words.periodWords)),
    "按什么周期累计；不写即来源未载明",
    "over what period; absent when the text names none",
  ),
  counts: may(
    "计",
    word(words.countedWords),
    "累计哪一种金额；默认授予额",
    "which amounts count; granted by default",
  ),
  when: may(
    "条件",
    condition,
    "何种情形适用此限额；不写即一律适用",
    "where this limit applies; everywhere when absent",
  ),
  relax: may("放宽", relaxShape, "可酌情放宽", "may be relaxed at discretion"),
  at,
} as const;

export type BaseRead = Yields<typeof baseShape>;
/** A figure as the text grants it, as read. */
export type GrantedRead<T> = Yields<ReturnType<typeof granted<T>>>;
