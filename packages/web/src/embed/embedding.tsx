/** Choose a programme and how it looks; copy the code; see it as visitors will. */
import { type ReactNode, useEffect, useId, useState } from "react";
import { LANGUAGES, type Language } from "../language.ts";
import { fileLink, pageLink, usePage } from "../page-context.tsx";
import { CopyField } from "../share/copy-field.tsx";
import { elementSnippet, frameSnippet } from "./snippet.ts";
import { THEMES, type Theme } from "./wanted.ts";
import { word } from "./words.ts";
import "../share/share.css";
import "./embed.css";

export interface EmbeddingProps {
  readonly programmes: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
}

export default function Embedding({ programmes }: EmbeddingProps) {
  const page = usePage();
  const { language } = page;
  const [programme, setProgramme] = useState(programmes[0]?.id ?? "");
  const [shown, setShown] = useState<Language>(language);
  const [theme, setTheme] = useState<Theme>("auto");
  // Known only in the browser: the site can be hosted anywhere.
  const [site, setSite] = useState("");
  useEffect(() => {
    setSite(new URL(fileLink(page, ""), location.href).href);
    // A link from a programme's page names it.
    const named = new URLSearchParams(location.hash.slice(1)).get("programme");
    if (named !== null && programmes.some(each => each.id === named)) setProgramme(named);
  }, [page, programmes]);
  const title = programmes.find(each => each.id === programme)?.[shown] ?? programme;
  const order = { site, programme, language: shown, theme, instead: title };
  return (
    <div className="embedding">
      <form className="panel" onSubmit={event => event.preventDefault()}>
        <Choice label={word("programme", language)} value={programme} choose={setProgramme}>
          {programmes.map(each => (
            <option key={each.id} value={each.id}>
              {each[language]}
            </option>
          ))}
        </Choice>
        <Choice
          label={word("language", language)}
          value={shown}
          choose={value => setShown(languageIn(value))}
        >
          {LANGUAGES.map(each => (
            <option key={each} value={each}>
              {word(each === "zh" ? "chinese" : "english", language)}
            </option>
          ))}
        </Choice>
        <Choice label={word("theme", language)} value={theme} choose={value => setTheme(themeIn(value))}>
          {THEMES.map(each => (
            <option key={each} value={each}>
              {word(each, language)}
            </option>
          ))}
        </Choice>
      </form>
      <section className="panel" aria-label={word("code", language)}>
        <CopyField
          label={word("elementCode", language)}
          text={elementSnippet(order)}
          language={language}
          rows={5}
          code
        />
        <CopyField
          label={word("frameCode", language)}
          text={frameSnippet(order)}
          language={language}
          rows={2}
          code
        />
        <h2>{word("requirements", language)}</h2>
        <p>
          {word("policyHint", language)} <code>{site === "" ? "" : new URL(site).origin}</code>
        </p>
        <p>{word("hostHint", language)}</p>
      </section>
      <section className="panel" aria-labelledby="embed-preview">
        <h2 id="embed-preview">{word("preview", language)}</h2>
        {/* Its own page of this site: what visitors of the other site will see. */}
        <iframe
          key={`${shown} ${theme} ${programme}`}
          title={title}
          src={`${pageLink(page, "embed/", shown)}#${new URLSearchParams({ programme, theme })}`}
          height={640}
        />
      </section>
    </div>
  );
}

const languageIn = (value: string): Language => (value === "en" ? "en" : "zh");
const themeIn = (value: string): Theme => THEMES.find(each => each === value) ?? "auto";

function Choice({
  label,
  value,
  choose,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={event => choose(event.target.value)}>
        {children}
      </select>
    </div>
  );
}
