/** What is drawn only once it is opened: closed cards and hidden fields would make every key slow. */
import { type ReactNode, useState } from "react";

export function Folded({
  className,
  summary,
  children,
}: {
  readonly className: string;
  readonly summary: ReactNode;
  readonly children: () => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details className={className} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}
