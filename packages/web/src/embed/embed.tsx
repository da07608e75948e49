/** The calculator of one programme, as it stands inside a page of another site. */
import type { Catalogue } from "@suanquan/policy";
import { useEffect, useRef, useState } from "react";
import type { Language } from "../language.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { WithCatalogue } from "../with-catalogue.tsx";
import { reportHeight } from "./frame-height.ts";
import { OneProgramme } from "./one-programme.tsx";
import { type Wanted, wantedIn } from "./wanted.ts";
import { word } from "./words.ts";
import "./embed.css";

export interface EmbedProps {
  readonly builtOn: string;
}

export default function Embed(_: EmbedProps) {
  const page = usePage();
  const { language } = page;
  const [wanted, setWanted] = useState<Wanted>();
  useEffect(() => {
    const read = () => setWanted(wantedIn(location));
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (wanted === undefined || wanted.theme === "auto") delete dataset.theme;
    else dataset.theme = wanted.theme;
  }, [wanted]);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => (content.current === null ? undefined : reportHeight(content.current)), []);
  return (
    <div className="embed" ref={content}>
      <WithCatalogue>
        {catalogue =>
          wanted !== undefined && <Wished catalogue={catalogue} wanted={wanted} language={language} />
        }
      </WithCatalogue>
      <p className="embed-foot">
        <span>{word("orientation", language)}</span>
        <a href={pageLink(page, "fit/", language)} target="_blank" rel="noopener">
          {word("full", language)}
        </a>
      </p>
    </div>
  );
}

interface WishedProps {
  readonly catalogue: Catalogue;
  readonly wanted: Wanted;
  readonly language: Language;
}

function Wished({ catalogue, wanted, language }: WishedProps) {
  if (wanted.programme === "") return <Refused title="noneNamed" why="noneNamedWhy" />;
  const versions = catalogue.programmes.get(wanted.programme);
  if (versions === undefined)
    return <Refused title="unknown" why="unknownWhy" programme={wanted.programme} />;
  return <OneProgramme key={wanted.programme} {...{ catalogue, versions, language }} />;
}

function Refused({
  title,
  why,
  programme,
}: {
  readonly title: "noneNamed" | "unknown";
  readonly why: "noneNamedWhy" | "unknownWhy";
  readonly programme?: string;
}) {
  const page = usePage();
  const { language } = page;
  return (
    <div className="notice fault" role="alert">
      <h1>{word(title, language)}</h1>
      {programme !== undefined && (
        <p>
          <code>{programme}</code>
        </p>
      )}
      <p>{word(why, language)}</p>
      <p>
        <a href={pageLink(page, "", language)} target="_blank" rel="noopener">
          {word("find", language)}
        </a>
      </p>
    </div>
  );
}
