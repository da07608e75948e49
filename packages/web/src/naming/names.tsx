/**
 * Names that the policies have in Chinese only, on a page of either language: an English page says them in English, and
 * where the Chinese itself is wanted, as for looking a document up, it stands beside it and says which language it is.
 */
import type { Language } from "../language.ts";
import { bodyInEnglish } from "./bodies.ts";
import { documentInEnglish, titled } from "./documents.ts";
import { proofInEnglish } from "./proofs.ts";

interface ListProps {
  readonly names: readonly string[];
  readonly language: Language;
}

const Chinese = ({ text }: { readonly text: string }) => <span lang="zh-CN">{text}</span>;

/** Several names in a row; one without an English counterpart stays as it is, marked as Chinese. */
function Names({
  names,
  language,
  english,
}: ListProps & { readonly english: (name: string) => string | undefined }) {
  if (language === "zh") return names.join("、");
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && "; "}
      {english(name) ?? <Chinese text={name} />}
    </span>
  ));
}

export const Proofs = (props: ListProps) => <Names {...props} english={proofInEnglish} />;

export const Bodies = (props: ListProps) => <Names {...props} english={bodyInEnglish} />;

/** 《TITLE》, and in English what kind of document it is. */
export function DocumentTitle({ title, language }: { readonly title: string; readonly language: Language }) {
  return (
    <>
      <span lang="zh-CN">{titled(title)}</span>
      {language === "en" && <span className="gloss"> {documentInEnglish(title)}</span>}
    </>
  );
}
