/** The pages of shared links and of the printed sheet. Build time only. */
import { Island } from "../island.tsx";
import type { Language } from "../language.ts";
import Print from "../print/print.tsx";
import { word as printWord } from "../print/words.ts";
import type { SiteData } from "../site-data.ts";
import Received from "./received.tsx";
import { word } from "./words.ts";

interface PageProps {
  readonly data: SiteData;
  readonly language: Language;
}

export function SharedPage({ data, language }: PageProps) {
  return (
    <>
      <h1>{word("sharedTitle", language)}</h1>
      <Island name="received" component={Received} props={{ builtOn: data.builtOn }} />
    </>
  );
}

export function PrintPage({ data, language }: PageProps) {
  return (
    <>
      <div className="page-head">
        <h1>{printWord("pageTitle", language)}</h1>
        <p className="lead">{printWord("pageSays", language)}</p>
      </div>
      <Island name="print" component={Print} props={{ builtOn: data.builtOn }} />
    </>
  );
}
