/** The code that a site puts into its own page. */
import type { Language } from "../language.ts";
import type { Theme } from "./wanted.ts";

export interface SnippetOrder {
  /** The folder of this site, as in `https://host/path/`. */
  readonly site: string;
  readonly programme: string;
  readonly language: Language;
  readonly theme: Theme;
  /** What stands there for as long as the calculator does not. */
  readonly instead: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

const attribute = (name: string, value: string): string => ` ${name}="${escaped(value)}"`;

/** A custom element and the script that knows it. */
export function elementSnippet({ site, programme, language, theme, instead }: SnippetOrder): string {
  const attributes = [
    attribute("programme", programme),
    attribute("lang", language),
    theme === "auto" ? "" : attribute("theme", theme),
  ].join("");
  return [
    `<script${attribute("src", `${site}embed.js`)} defer></script>`,
    `<suanquan-voucher${attributes}>`,
    `  <a${attribute("href", frameAddress({ site, programme, language, theme }))}>${escaped(instead)}</a>`,
    "</suanquan-voucher>",
  ].join("\n");
}

/** A plain frame of a fixed height, for sites that load no script of others. */
export function frameSnippet(order: SnippetOrder): string {
  const attributes = [
    attribute("src", frameAddress(order)),
    attribute("title", order.instead),
    attribute("width", "100%"),
    attribute("height", "900"),
    attribute("referrerpolicy", "no-referrer"),
  ].join("");
  return `<iframe${attributes} style="border:0"></iframe>`;
}

/** The address of the page that the frame shows. */
export function frameAddress({ site, programme, language, theme }: Omit<SnippetOrder, "instead">): string {
  const wanted = new URLSearchParams({ programme, ...(theme === "auto" ? {} : { theme }) });
  return `${site}${language === "en" ? "en/" : ""}embed/#${wanted}`;
}
