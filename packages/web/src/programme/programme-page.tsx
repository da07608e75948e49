/** The page of one programme, readable without scripts. Build time only. */
import { findPlace, placePathName } from "@suanquan/china";
import type { Programme } from "@suanquan/policy";
import { explainProgramme } from "@suanquan/policy/explain";
import { governing, knownFrom } from "@suanquan/policy/standing-on-day";
import { gradeWords, kindWords, modeWords } from "@suanquan/policy/words";
import type { ReactNode } from "react";
import { datesOf } from "../calendar/dates.ts";
import { programmeCalendarFile } from "../calendar/files.ts";
import type { Language } from "../language.ts";
import { Bodies } from "../naming/names.tsx";
import { pageLink, usePage } from "../page-context.tsx";
import type { ProgrammeSource, SiteData } from "../site-data.ts";
import { Benefits, BenefitTable } from "./benefits.tsx";
import { Cases } from "./cases.tsx";
import { Evidence } from "./evidence.tsx";
import { compiledFile, sourceFile } from "./files.ts";
import { Findings, hasFindings } from "./findings.tsx";
import { OpenQuestions } from "./open-questions.tsx";
import { Sentences } from "./says.tsx";
import { Sources } from "./sources.tsx";
import { StandingBanner, StandingTag } from "./standing.tsx";
import { VersionChanges } from "./version-changes.tsx";
import { word } from "./words.ts";

interface ProgrammePageProps {
  readonly id: string;
  readonly data: SiteData;
  readonly language: Language;
}

/** The version that a page is about: the newest that is known on the day, or the oldest. */
export const shownVersion = (versions: readonly Programme[], on: string): Programme | undefined =>
  versions.find(version => (knownFrom(version) ?? "") <= on) ?? versions.at(-1);

export function ProgrammePage({ id, data, language }: ProgrammePageProps) {
  const page = usePage();
  const { catalogue, builtOn } = data;
  const versions = catalogue.programmes.get(id) ?? [];
  const sources = data.sources.filter(each => each.programme.id === id);
  const version = shownVersion(versions, builtOn)?.version;
  const source = sources.find(each => each.programme.version === version);
  if (source === undefined) throw new Error(`${id} has no source of its version ${version}`);
  const { programme } = source;
  const { vocabulary } = catalogue;
  const props = { programme, vocabulary, language };
  const found = findPlace(programme.place);
  const sections = sectionsOf({ source, versions, data, language });
  const grade = governing(programme)?.grade ?? "D";
  const mode = modeWords[programme.delivery.mode];
  const lines = (section: string) =>
    explainProgramme({ programme, vocabulary }, language).sections.find(each => each.id === section)?.lines ??
    [];
  return (
    <article className="programme">
      <header className="page-head">
        <p className="crumbs">
          <a href={pageLink(page, "", language)}>{word("home", language)}</a>
          {" › "}
          {language === "en"
            ? found.ok
              ? found.value.english
              : programme.place
            : found.ok
              ? placePathName(found.value)
              : programme.place}
        </p>
        <h1>{programme.title[language]}</h1>
        <p className="tags">
          <StandingTag programme={programme} on={builtOn} language={language} />
          {programme.kinds.map(kind => (
            <span key={kind} className="tag accent">
              {language === "zh" ? kindWords[kind].zh : kindWords[kind].says.en}
            </span>
          ))}
          <span className="soft small">
            {word("version", language)} <span className="figure">{programme.version}</span>
          </span>
        </p>
      </header>
      <StandingBanner programme={programme} on={builtOn} language={language} />
      <section className="panel glance" aria-labelledby="glance">
        <h2 id="glance">{word("glance", language)}</h2>
        <BenefitTable {...props} />
        <dl className="facts">
          <Row term={word("mode", language)}>{mode.says[language]}</Row>
          <Row term={word("pool", language)}>
            <Says lines={programme.pools.length === 0 ? [] : lines("money")} language={language} />
          </Row>
          <Row term={word("window", language)}>
            <Says lines={lines("dates")} language={language} />
          </Row>
          <Row term={word("who", language)}>
            <Says lines={lines("conditions")} language={language} />
          </Row>
          <Row term={word("issuer", language)}>
            <Bodies names={programme.issuer} language={language} />
          </Row>
          <Row term={word("grade", language)}>
            {grade} · {gradeWords[grade].says[language]}
          </Row>
        </dl>
        <p className="actions screen-only">
          <a className="button" href={`${pageLink(page, "fit/", language)}#programme=${id}`}>
            {word("reckon", language)}
          </a>
          <a className="button quiet" href={`${pageLink(page, "compare/", language)}#programme=${id}`}>
            {word("compare", language)}
          </a>
          <a className="button quiet" href={`${pageLink(page, "embedding/", language)}#programme=${id}`}>
            {word("embed", language)}
          </a>
        </p>
      </section>
      <div className="programme-body">
        <nav className="contents screen-only" aria-label={word("contents", language)}>
          <ul>
            {sections.map(each => (
              <li key={each.id}>
                <a href={`#${each.id}`}>{each.title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="programme-sections">
          {sections.map(each => (
            <section key={each.id} id={each.id} aria-labelledby={`${each.id}-title`}>
              <h2 id={`${each.id}-title`}>{each.title}</h2>
              {each.body}
            </section>
          ))}
        </div>
      </div>
    </article>
  );
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Sentences without their clauses, which stand further down. */
function Says({
  lines,
  language,
}: {
  readonly lines: readonly { readonly says: string }[];
  readonly language: Language;
}) {
  if (lines.length === 0) return <span className="soft">{word("none", language)}</span>;
  return lines.map(line => <p key={line.says}>{line.says}</p>);
}

interface SectionProps {
  readonly source: ProgrammeSource;
  /** Newest first. */
  readonly versions: readonly Programme[];
  readonly data: SiteData;
  readonly language: Language;
}
interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly body: ReactNode;
}

function sectionsOf({ source, versions, data, language }: SectionProps): readonly PageSection[] {
  const { programme, findings } = source;
  const { vocabulary } = data.catalogue;
  const props = { programme, vocabulary, language };
  const explained = explainProgramme({ programme, vocabulary }, language).sections;
  const ruled = (["conditions", "presumptions", "together", "money", "dates", "notes"] as const).flatMap(
    id => {
      const section = explained.find(each => each.id === id);
      return section === undefined ? [] : [section];
    },
  );
  const section = (id: string, name: Parameters<typeof word>[0], body: ReactNode): PageSection => ({
    id,
    title: word(name, language),
    body,
  });
  return [
    section(
      "benefits",
      "details",
      <>
        <Benefits {...props} />
        {ruled.map(({ id, heading, lines }) => (
          <section key={id} className="panel benefit">
            <h3>{heading}</h3>
            <Sentences lines={lines} programme={programme} />
          </section>
        ))}
      </>,
    ),
    ...(hasFindings(findings)
      ? [section("findings", "findings", <Findings {...props} findings={findings} />)]
      : []),
    ...(programme.open.length > 0
      ? [section("questions", "questions", <OpenQuestions programme={programme} language={language} />)]
      : []),
    section("evidence", "evidence", <Evidence {...props} />),
    section("procedure", "procedure", <Procedure programme={programme} language={language} />),
    section("sources", "sources", <Sources programme={programme} language={language} />),
    section(
      "versions",
      "versions",
      versions.length < 2 ? (
        <p>{word("versionsOne", language)}</p>
      ) : (
        pairsOf(versions).map(([newer, older]) => (
          <VersionChanges
            key={newer.version}
            older={older}
            newer={newer}
            vocabulary={vocabulary}
            language={language}
          />
        ))
      ),
    ),
    ...(programme.cases.length > 0 ? [section("cases", "cases", <Cases {...props} />)] : []),
    section("files", "files", <Files id={programme.id} data={data} language={language} />),
  ];
}

const pairsOf = <T,>(list: readonly T[]): readonly (readonly [T, T])[] =>
  list.slice(1).map((older, index) => [list[index] as T, older]);

function Procedure({ programme, language }: { readonly programme: Programme; readonly language: Language }) {
  if (programme.procedure.length === 0) return <p>{word("procedureNone", language)}</p>;
  return (
    <ol className="procedure">
      {programme.procedure.map(step => (
        <li key={step.en}>{step[language]}</li>
      ))}
    </ol>
  );
}

/** The files stand beside the Chinese page, so that both pages name the same ones. */
function Files({ id, data, language }: ProgrammePageProps) {
  const page = usePage();
  const versions = data.sources.filter(each => each.programme.id === id);
  const dated = datesOf(data).some(each => each.programme === id);
  return (
    <>
      <p className="soft">{word("filesLead", language)}</p>
      <ul className="sentences">
        {versions.map(({ programme }) => (
          <li key={programme.version}>
            <a href={page.root + sourceFile(programme)} download>
              {programme.version}.yaml
            </a>
          </li>
        ))}
        <li>
          <a href={page.root + compiledFile(id)} download>
            {word("compiled", language)}
          </a>
        </li>
        {dated && (
          <li>
            <a href={page.root + programmeCalendarFile(id, language)} download>
              {word("calendar", language)}
            </a>
          </li>
        )}
      </ul>
    </>
  );
}
