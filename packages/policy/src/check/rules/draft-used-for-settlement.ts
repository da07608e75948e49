/** Drafts that a file treats as if money could be paid by them. */
import { governing } from "../../evaluate/standing.ts";
import { under } from "../../read/page.ts";
import type { Expectation, PolicyDocument } from "../../tree.ts";
import type { Report, Rule, Subject } from "../rule.ts";

export const draftUsedForSettlement: Rule = {
  finds: ["draft-used-for-settlement"],
  look: (subject, report) => {
    if (subject.programme.standing === "draft") lookAtDraft(subject, report);
    else if (subject.programme.standing === "in-force") lookAtSources(subject, report);
  },
};

/** A draft is open to nobody, and its cases are what-ifs. */
function lookAtDraft({ programme }: Subject, report: Report): void {
  for (const name of ["claim", "use"] as const)
    if (programme.windows[name] !== undefined)
      report("draft-used-for-settlement", under("windows", name), {
        says: {
          zh: "征求意见稿不能有申领或使用期间",
          en: "a draft cannot have a window for claims or for use",
        },
      });
  programme.cases.forEach((each, index) => {
    if (each.whatIf || !each.expect.some(expectsMoney)) return;
    report("draft-used-for-settlement", under("cases", index), {
      says: {
        zh: `案例“${each.name}”按征求意见稿计算了应得额，却不是假设测算`,
        en: `the case “${each.name}” reckons what is due by a draft and is no what-if`,
      },
    });
  });
}

const NOT_PAID: ReadonlySet<string> = new Set(["not-in-force", "not-eligible", "nothing-computable"]);
const expectsMoney = ({ outcome, entitled, ceiling, payable }: Expectation): boolean =>
  (entitled ?? ceiling ?? payable) !== undefined || (outcome !== undefined && !NOT_PAID.has(outcome));

const DRAFT_TITLE = /征求意见稿|公开征求|草案|送审稿|讨论稿|\bdraft\b/i;
const isDraft = (document: PolicyDocument | undefined): document is PolicyDocument =>
  document !== undefined && DRAFT_TITLE.test(document.title);

/** What is in force rests on a draft neither as a whole nor in part. */
function lookAtSources({ programme, survey }: Subject, report: Report): void {
  const made = governing(programme);
  if (isDraft(made))
    report("draft-used-for-settlement", "governs", {
      says: {
        zh: `状态为现行，依据却是征求意见稿“${made.title}”`,
        en: `it stands as in force and is made by the draft “${made.title}”`,
      },
    });
  const told = new Set([made?.id]);
  for (const { at, path } of survey.citations) {
    const document = programme.documents.find(each => each.id === at.document);
    // An open question may well set the draft beside the final text.
    if (!isDraft(document) || told.has(document.id) || path.startsWith("open.")) continue;
    told.add(document.id);
    report("draft-used-for-settlement", path, {
      says: {
        zh: `现行版本的内容出自征求意见稿“${document.title}”`,
        en: `something in the version in force comes from the draft “${document.title}”`,
      },
    });
  }
}
