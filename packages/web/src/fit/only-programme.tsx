/** `#programme=ID`: the calculator for one programme, as its own page leads to it; one button leads to all. */
import type { Catalogue } from "@suanquan/policy";
import { useEffect, useState } from "react";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

const namedIn = ({ hash }: Pick<Location, "hash">): string | null =>
  new URLSearchParams(hash.slice(1)).get("programme");

/** The one programme that the address names, if the catalogue has it; undefined for all. */
export function useOnlyProgramme({ programmes }: Pick<Catalogue, "programmes">): string | undefined {
  const [named, setNamed] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setNamed(namedIn(location));
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return named !== null && programmes.has(named) ? named : undefined;
}

export function OnlyBar({
  catalogue,
  only,
  language,
}: {
  readonly catalogue: Catalogue;
  readonly only: string;
  readonly language: Language;
}) {
  const title = catalogue.programmes.get(only)?.[0]?.title[language] ?? only;
  return (
    <p className="notice" role="status">
      {word("onlyProgramme", language)} <b>{title}</b>{" "}
      <a href="#results" className="button quiet">
        {word("allProgrammes", language)}
      </a>
    </p>
  );
}
