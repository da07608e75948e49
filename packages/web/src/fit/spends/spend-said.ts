/** A spend in a line: what was bought, for how much, when. */
import { formatWan, formatYuanGrouped, parseAmount } from "@suanquan/china";
import { DONT_KNOW, type SpendEntry } from "../../facts/entries.ts";
import type { FormProps } from "../form-props.ts";
import { word } from "../words.ts";

/** Facts that tell spends apart, in this order. */
const TOLD = ["spend.kind", "contract.amount", "order.list", "contract.signed", "supplier"];

export function spendSaid(
  { written }: SpendEntry,
  index: number,
  { catalogue, language }: Pick<FormProps, "catalogue" | "language">,
): string {
  const parts = TOLD.flatMap(name => {
    const text = (written[name] ?? "").trim();
    if (text === "" || text === DONT_KNOW) return [];
    const fact = catalogue.vocabulary.facts.get(name);
    if (fact?.type === "choice")
      return [language === "zh" ? text : (fact.choices.find(({ value }) => value === text)?.en ?? text)];
    const amount = fact?.type === "money" ? parseAmount(text) : undefined;
    if (!amount?.ok) return [text];
    return [language === "zh" ? formatWan(amount.value) : `¥${formatYuanGrouped(amount.value)}`];
  });
  const number = `${word("spend", language)} ${index + 1}`;
  return `${number}${language === "zh" ? "：" : ": "}${parts.length === 0 ? word("spendBlank", language) : parts.join(" · ")}`;
}
