/** Fetches the catalogue for an island, and says so while it is not there or cannot be had. */
import type { Catalogue } from "@suanquan/policy";
import { type ReactNode, startTransition, useCallback, useEffect, useState } from "react";
import { wordsOf } from "./language.ts";
import { fetchCatalogue } from "./load-catalogue.ts";
import { fileLink, usePage } from "./page-context.tsx";

const word = wordsOf({
  loading: ["正在载入政策目录…", "Loading the catalogue…"],
  failed: ["政策目录没有载入", "The catalogue could not be loaded"],
  failedWhy: [
    "浏览器没有取到政策目录，因此不能测算。请检查网络或服务，然后重试；填写的内容没有丢失。",
    "The browser did not receive the catalogue, so nothing can be reckoned. Check the connection and try again; nothing that was filled in is lost.",
  ],
  retry: ["重试", "Try again"],
});

type Loading =
  | { readonly is: "loading" }
  | { readonly is: "failed" }
  | { readonly is: "ready"; readonly catalogue: Catalogue };

export function WithCatalogue({ children }: { readonly children: (catalogue: Catalogue) => ReactNode }) {
  const page = usePage();
  const { language } = page;
  const [loading, setLoading] = useState<Loading>({ is: "loading" });
  const load = useCallback(() => {
    setLoading({ is: "loading" });
    fetchCatalogue(fileLink(page, page.catalogue)).then(
      // As a transition the first drawing is done in slices too.
      catalogue => startTransition(() => setLoading({ is: "ready", catalogue })),
      () => setLoading({ is: "failed" }),
    );
  }, [page]);
  useEffect(load, [load]);
  switch (loading.is) {
    case "loading":
      return (
        <p className="notice" role="status">
          {word("loading", language)}
        </p>
      );
    case "failed":
      return (
        <div className="notice fault" role="alert">
          <h2>{word("failed", language)}</h2>
          <p>{word("failedWhy", language)}</p>
          <button type="button" className="button" onClick={load}>
            {word("retry", language)}
          </button>
        </div>
      );
    case "ready":
      return children(loading.catalogue);
  }
}
