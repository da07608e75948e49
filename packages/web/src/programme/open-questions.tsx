/** What the text leaves open: each question with its readings, and who must settle it. */
import type { Programme } from "@suanquan/policy";
import { readingsOf } from "@suanquan/policy/questions";
import { touchesWords } from "@suanquan/policy/words";
import type { Language } from "../language.ts";
import { Bodies } from "../naming/names.tsx";
import { word } from "./words.ts";

export function OpenQuestions({
  programme,
  language,
}: {
  readonly programme: Programme;
  readonly language: Language;
}) {
  const [before = "", after = ""] = word("settles", language).split("{issuer}");
  return (
    <ol className="questions">
      {programme.open.map(question => (
        <li key={question.id} id={`question-${question.id}`}>
          <h3>
            {question.ask[language]}
            {/[。？?.]$/.test(question.ask[language]) ? "" : language === "zh" ? "？" : "?"}
          </h3>
          <p className="small soft">
            {touchesWords[question.touches].says[language]}
            {" · "}
            {before}
            <Bodies names={programme.issuer} language={language} />
            {after}
          </p>
          {readingsOf(question).length > 0 && (
            <ul className="sentences">
              {readingsOf(question).map(reading => (
                <li key={reading.id}>{reading.says[language]}</li>
              ))}
            </ul>
          )}
          {question.between.length > 0 && (
            <p className="small">
              {word("disagree", language)}
              {language === "zh" ? "：" : ": "}
              <span lang="zh-CN">
                {question.between
                  .map(id => programme.documents.find(each => each.id === id)?.title ?? id)
                  .join("、")}
              </span>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
