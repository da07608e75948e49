/** Makes a report of what a person wrote and of the page it is about; copied or opened as a mail, never sent. */
import type { Language } from "../language.ts";
import { word } from "./words.ts";

export interface Report {
  readonly says: string;
  readonly title: string;
  readonly address: string;
  readonly programme?: string;
  readonly version?: string;
  readonly release: string;
  readonly catalogue: string;
}

/** The whole text; a mail ends its lines with CRLF (RFC 6068), for which the mail program's link is encoded. */
export function reportText(report: Report, language: Language): string {
  const colon = language === "zh" ? "：" : ": ";
  const row = (name: Parameters<typeof word>[0], value: string | undefined) =>
    value === undefined ? [] : [`${word(name, language)}${colon}${value}`];
  return [
    report.says.trim(),
    "",
    ...row("page", report.title),
    ...row("address", report.address),
    ...row("programme", report.programme),
    ...row("version", report.version),
    ...row("release", report.release),
    ...row("catalogue", report.catalogue),
  ].join("\n");
}

export const mailLink = (mail: string, text: string, language: Language): string =>
  `mailto:${mail}?subject=${encodeURIComponent(word("subject", language))}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;

/** The address without what stands behind `#` or `?`: that may hold what a person filled in. */
const plainAddress = (): string => location.origin + location.pathname;

export function wireFeedback(form: HTMLDetailsElement, language: Language): void {
  const field = form.querySelector<HTMLTextAreaElement>("#feedback-text");
  const whole = form.querySelector<HTMLTextAreaElement>("#feedback-whole");
  const copy = form.querySelector<HTMLButtonElement>("[data-feedback='copy']");
  const link = form.querySelector<HTMLAnchorElement>("[data-feedback='mail']");
  const status = form.querySelector<HTMLElement>("[role='status']");
  if (field === null || whole === null || copy === null || status === null) return;
  const { release = "", catalogueHash = "", mail, programme, version } = form.dataset;
  const show = () => {
    const report = {
      says: field.value,
      title: document.title,
      address: plainAddress(),
      release,
      catalogue: catalogueHash,
      ...(programme === undefined ? {} : { programme }),
      ...(version === undefined ? {} : { version }),
    };
    whole.value = reportText(report, language);
    if (link !== null && mail !== undefined) link.href = mailLink(mail, whole.value, language);
    status.textContent = "";
  };
  field.addEventListener("input", show);
  copy.addEventListener("click", async () => {
    status.textContent = word((await copied(whole)) ? "copied" : "notCopied", language);
  });
  show();
}

async function copied(whole: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(whole.value);
    return true;
  } catch {
    // A host without TLS has no clipboard; the text is selected, to be copied by hand.
    whole.focus();
    whole.select();
    return false;
  }
}
