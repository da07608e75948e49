/** An island as it stands in a written page: its first drawing, and the props it comes alive with. Build time only. */
import { type ComponentType, createElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import type { IslandName } from "./islands.ts";
import { PageContextProvider, usePage } from "./page-context.tsx";

export function Island<Props extends object>({
  name,
  component,
  props,
}: {
  readonly name: IslandName;
  readonly component: ComponentType<Props>;
  readonly props: Props;
}) {
  const context = usePage();
  const drawn = renderToString(
    <StrictMode>
      <PageContextProvider context={context}>{createElement(component, props)}</PageContextProvider>
    </StrictMode>,
    { identifierPrefix: name },
  );
  return (
    <>
      {/* it is React's own output, drawn just above */}
      <div data-island={name} dangerouslySetInnerHTML={{ __html: drawn }} />
      <script
        type="application/json"
        // JSON in a script element must stand unescaped; `<` cannot end it
        dangerouslySetInnerHTML={{ __html: JSON.stringify(props).replaceAll("<", "\\u003c") }}
      />
    </>
  );
}
