/** What had ended by the day of checking, with no later version in sight. */
import type { LocalDate } from "@suanquan/china";
import { governing, knownFrom } from "../../evaluate/standing.ts";
import { under } from "../../read/page.ts";
import type { Bilingual, Programme } from "../../tree.ts";
import type { Rule, Subject } from "../rule.ts";

export const expired: Rule = {
  finds: ["expired"],
  look: (subject, report) => {
    const { programme, options } = subject;
    if (hasSuccessor(subject)) return;
    for (const { day, path, what } of lastDays(programme))
      if (day !== undefined && day < options.today) report("expired", path, { what, day });
  },
};

interface LastDay {
  readonly day: LocalDate | undefined;
  readonly path: string;
  readonly what: Bilingual;
}

/** The days, each included, after which the version or a claim under it is over. */
function lastDays(programme: Programme): LastDay[] {
  const { claim, consultation } = programme.windows;
  return [
    {
      day: governing(programme)?.expires,
      path: under(under("documents", programme.governs), "expires"),
      what: { zh: "依据文件的有效期", en: "the term of the governing document" },
    },
    {
      day: programme.applies.to,
      path: "applies.to",
      what: { zh: "本版本的适用期", en: "the time that this version is for" },
    },
    {
      day: claim?.range.high?.value,
      path: "windows.claim.range",
      what: { zh: "申领期间", en: "the window for claims" },
    },
    {
      day: programme.standing === "draft" ? consultation?.range.high?.value : undefined,
      path: "windows.consultation.range",
      what: { zh: "征求意见期间", en: "the consultation" },
    },
  ];
}

/** Whether a later version of the programme is known. */
function hasSuccessor({ programme, options }: Subject): boolean {
  const own = knownFrom(programme);
  return (options.versions ?? []).some(other => {
    const known = knownFrom(other);
    const isOther = other.id === programme.id && other.version !== programme.version;
    return isOther && own !== undefined && known !== undefined && known > own;
  });
}
