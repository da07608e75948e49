/** The bare page that other sites show in a frame, and the page that gives them the code. Build time only. */
import { Island } from "../island.tsx";
import type { Language } from "../language.ts";
import type { SiteData } from "../site-data.ts";
import Embed from "./embed.tsx";
import Embedding, { type EmbeddingProps } from "./embedding.tsx";
import { word } from "./words.ts";

export function EmbedPage({ data }: { readonly data: SiteData }) {
  return <Island name="embed" component={Embed} props={{ builtOn: data.builtOn }} />;
}

export function EmbeddingPage({ data, language }: { readonly data: SiteData; readonly language: Language }) {
  const props: EmbeddingProps = {
    programmes: [...data.catalogue.programmes].flatMap(([id, [newest]]) =>
      newest === undefined ? [] : [{ id, zh: newest.title.zh, en: newest.title.en }],
    ),
  };
  return (
    <>
      <h1>{word("pageTitle", language)}</h1>
      <p className="lead">{word("pageSays", language)}</p>
      <Island name="embedding" component={Embedding} props={props} />
    </>
  );
}
