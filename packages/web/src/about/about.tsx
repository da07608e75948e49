/** How the site reckons, what its words mean, and what it does with what a person fills in. Build time only. */
import { gradeWords, standingWords } from "@suanquan/policy/words";
import type { Language } from "../language.ts";
import type { SiteData } from "../site-data.ts";
import { type Passage, SECTIONS, word } from "./words.ts";

export function About({ data, language }: { readonly data: SiteData; readonly language: Language }) {
  return (
    <article className="prose">
      <header className="page-head">
        <h1>{word("title", language)}</h1>
        <p className="lead">{word("lead", language)}</p>
      </header>
      {SECTIONS.map(section => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`}>
          <h2 id={`${section.id}-title`}>{saidIn(section.title, language)}</h2>
          {section.says.map(passage => (
            <p key={passage.en}>{saidIn(passage, language)}</p>
          ))}
          {section.id === "grades" && <Meanings of={gradeWords} keyed language={language} />}
          {section.id === "standing" && <Meanings of={standingWords} language={language} />}
        </section>
      ))}
      <section id="catalogue" aria-labelledby="catalogue-title">
        <h2 id="catalogue-title">{word("catalogue", language)}</h2>
        <p>
          {word("holds", language)
            .replace("{programmes}", String(data.catalogue.programmes.size))
            .replace("{versions}", String(data.sources.length))
            .replace("{facts}", String(data.catalogue.vocabulary.facts.size))}
        </p>
        <p>
          {word("hash", language)} <code>{data.catalogue.hash}</code>
        </p>
      </section>
    </article>
  );
}

const saidIn = (passage: Passage, language: Language): string => passage[language];

interface MeaningsProps {
  readonly of: Readonly<Record<string, { readonly zh: string; readonly says: Passage }>>;
  /** The key itself is the English name. */
  readonly keyed?: true;
  readonly language: Language;
}

function Meanings({ of, keyed, language }: MeaningsProps) {
  return (
    <dl className="meanings">
      {Object.entries(of).map(([key, { zh, says }]) => (
        <div key={key}>
          <dt>{language === "zh" ? (keyed ? `${key}（${zh}）` : zh) : key.replaceAll("-", " ")}</dt>
          <dd>{says[language]}</dd>
        </div>
      ))}
    </dl>
  );
}
