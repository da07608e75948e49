/** The page of the comparison. Build time only. */
import { Island } from "../island.tsx";
import type { Language } from "../language.ts";
import type { SiteData } from "../site-data.ts";
import Compare from "./compare.tsx";
import { word } from "./words.ts";

export function ComparePage({ data, language }: { readonly data: SiteData; readonly language: Language }) {
  return (
    <>
      <div className="page-head">
        <h1>{word("pageTitle", language)}</h1>
        <p className="lead">{word("pageSays", language)}</p>
      </div>
      <Island name="compare" component={Compare} props={{ builtOn: data.builtOn }} />
    </>
  );
}
