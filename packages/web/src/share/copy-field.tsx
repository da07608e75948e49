/** A text that can be copied: shown whole, selected when the browser does not allow copying. */
import { useId, useRef, useState } from "react";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

type Copying = "not-yet" | "done" | "refused";

export function CopyField({
  label,
  text,
  language,
  rows = 3,
  code = false,
}: {
  readonly label: string;
  readonly text: string;
  readonly language: Language;
  readonly rows?: number;
  /** Lines are kept as they are; long ones scroll. */
  readonly code?: boolean;
}) {
  const id = useId();
  const [copying, setCopying] = useState<Copying>("not-yet");
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = () => {
    // Absent where the site is not served over HTTPS.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    written.then(
      () => setCopying("done"),
      () => {
        setCopying("refused");
        field.current?.select();
      },
    );
  };
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        className={code ? "code" : undefined}
        readOnly
        rows={rows}
        value={text}
        spellCheck={false}
      />
      <p>
        <button type="button" className="button quiet" onClick={copy} aria-describedby={id}>
          {word("copy", language)}
        </button>{" "}
        <span role="status">
          {copying === "done" && word("copied", language)}
          {copying === "refused" && word("notCopied", language)}
        </span>
      </p>
    </div>
  );
}
