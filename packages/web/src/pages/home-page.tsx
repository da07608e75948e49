/** The first page: the search, drawn with every programme in it. */
import { changesOf, entriesOf, monthsOf, placeNamesOf, provinceNames } from "../find/entries.ts";
import Find from "../find/find.tsx";
import { Island } from "../island.tsx";
import type { SiteData } from "../site-data.ts";

export function HomePage({ data }: { readonly data: SiteData }) {
  const props = {
    builtOn: data.builtOn,
    entries: entriesOf(data),
    places: placeNamesOf(data),
    provinces: provinceNames(),
    changes: changesOf(data),
    months: monthsOf(data),
  };
  return <Island name="find" component={Find} props={props} />;
}
