import type { OfficeLedger } from "../../packages/ledger/src/index.ts";
import { putEarlier } from "./earlier.ts";
import { gathered } from "./gathered.ts";
import { CLAIMANTS, middle, newBooks, openBooks, type Place, type Rate, round } from "./place.ts";

/** The ledger's rate after a number of earlier transfers, and its share of the rate on new books just then. */
export interface Grown extends Rate {
  readonly earlier: number;
  readonly newBooksPerSecond: number;
  readonly ofNewBooks: number;
}

const CLIENTS = 1_024;
const SECONDS = 3;
const TURNS = 5;
const PROGRAMME = "grown";

/**
 * Measures at 10³, 10⁴, … earlier transfers; what the measurements leave counts among them. At each mark new books
 * on the same server take turns with the grown ones, so that a machine that is slower by then does not count as growth.
 */
export async function growth(
  place: Place,
  marks: readonly number[],
  tell: (line: Grown) => void,
): Promise<Grown[]> {
  await openBooks(place.office, PROGRAMME, 1, CLAIMANTS);
  const count = async (): Promise<number> =>
    Number((await place.owner.query("SELECT count(*) AS n FROM ledger.journal")).rows[0]?.n);
  const claims = (office: OfficeLedger): Promise<Rate> =>
    gathered(office, CLIENTS, SECONDS, () => [PROGRAMME, 0]);
  const grown: Grown[] = [];
  for (const mark of marks) {
    const there = await count();
    if (mark > there) await putEarlier(place, PROGRAMME, mark - there);
    const earlier = await count();
    const fresh = await newBooks(place, `new_${mark}`);
    await openBooks(fresh.office, PROGRAMME, 1, CLAIMANTS);
    const news: Rate[] = [];
    const rates: Rate[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      news.push(await claims(fresh.office));
      rates.push(await claims(place.office));
    }
    await fresh.close();
    const rate = middle(rates);
    const newBooksPerSecond = middle(news).perSecond;
    const line = {
      earlier,
      ...rate,
      newBooksPerSecond,
      ofNewBooks: round(rate.perSecond / newBooksPerSecond),
    };
    grown.push(line);
    tell(line);
  }
  return grown;
}
