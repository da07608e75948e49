/** Amounts as policy files write them, inside a text that is English otherwise. */
import { parseAmount } from "@suanquan/china";
import { moneyIn } from "@suanquan/policy/figures";

const AMOUNT = /(?<![\d.])\d[\d,]*(?:\.\d+)?(?:亿|万)?元/g;

/** `30万元` becomes `¥300,000`; what is no amount stays. */
export const amountsInEnglish = (text: string): string =>
  text.replace(AMOUNT, written => {
    const read = parseAmount(written);
    return read.ok ? moneyIn("en", read.value) : written;
  });
