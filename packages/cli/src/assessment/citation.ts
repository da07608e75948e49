/** A clause as people cite it: the title of the document, the place in it, and how good the source is. */
import type { Programme } from "@suanquan/policy";
import type { Language } from "../language.ts";

/** `《贵州算力券管理办法（修订）》算力券/贵州省/1，丙级来源`. */
export function citedIn(
  programme: Programme,
  clause: { readonly document: string; readonly at: string },
  language: Language,
): string {
  const document = programme.documents.find(each => each.id === clause.document);
  if (document === undefined) return `${clause.document} ${clause.at}`;
  const title = /^《.*》$/.test(document.title) ? document.title : `《${document.title}》`;
  return language === "zh"
    ? `${title}${clause.at}，来源${document.grade}级`
    : `${title} ${clause.at}, source grade ${document.grade}`;
}
