/** The calculator's page. */
import Fit from "../fit/fit.tsx";
import { word } from "../fit/words.ts";
import { Island } from "../island.tsx";
import type { Language } from "../language.ts";
import type { SiteData } from "../site-data.ts";

export function FitPage({ data, language }: { readonly data: SiteData; readonly language: Language }) {
  return (
    <>
      <div className="page-head">
        <h1>{word("pageTitle", language)}</h1>
        <p className="lead">{word("pageHint", language)}</p>
      </div>
      <Island name="fit" component={Fit} props={{ builtOn: data.builtOn }} />
    </>
  );
}
