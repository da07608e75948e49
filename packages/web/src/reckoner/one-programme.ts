/** A catalogue with one programme alone. */
import type { Catalogue } from "@suanquan/policy";

/** The catalogue with that programme alone; the whole one without a name, or for one that it does not have. */
export function catalogueOfOne(catalogue: Catalogue, only: string | undefined): Catalogue {
  const versions = only === undefined ? undefined : catalogue.programmes.get(only);
  return only === undefined || versions === undefined
    ? catalogue
    : { ...catalogue, programmes: new Map([[only, versions]]) };
}
