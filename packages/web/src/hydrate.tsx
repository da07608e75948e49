/** Brings an island alive. Loaded only by pages that hold one, so that the others need no React. */
import {
  type ComponentType,
  createElement,
  type ReactNode,
  StrictMode,
  startTransition,
  useEffect,
} from "react";
import { hydrateRoot } from "react-dom/client";
import type { IslandModule } from "./islands.ts";
import { type PageContext, PageContextProvider } from "./page-context.tsx";

export function hydrateIsland(
  element: HTMLElement,
  name: string,
  module: IslandModule,
  props: object,
  context: PageContext,
): void {
  // The props were written by the same component's page, from values of the component's own type.
  const component = module.default as ComponentType<object>;
  // As a transition it is done in slices: a slow telephone answers to a finger meanwhile.
  startTransition(() => {
    hydrateRoot(
      element,
      <StrictMode>
        <PageContextProvider context={context}>
          <Awake element={element}>{createElement(component, props)}</Awake>
        </PageContextProvider>
      </StrictMode>,
      { identifierPrefix: name },
    );
  });
}

/** Marks the island once it answers to a person. */
function Awake({ element, children }: { readonly element: HTMLElement; readonly children: ReactNode }) {
  useEffect(() => {
    element.dataset.alive = "";
  }, [element]);
  return children;
}
