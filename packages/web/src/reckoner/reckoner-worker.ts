/** The reckoner beside the page: what takes longer than a keystroke may. It holds a catalogue of its own. */
import type { Catalogue } from "@suanquan/policy";
import { Asker } from "@suanquan/policy/ask";
import { MissFinder } from "@suanquan/policy/nearest-miss";
import { fetchCatalogue } from "../load-catalogue.ts";
import { plainFindings } from "../why/plain-findings.ts";
import { priceCurve } from "../why/price-curve.ts";
import { catalogueOfOne } from "./one-programme.ts";
import type { Looked, Order, Outlook, Question, Report } from "./orders.ts";

const report = (message: Report): void => self.postMessage(message);

/** What keeps the last answers, of all programmes or of one, so that the next need not be reckoned whole. */
interface Keepers {
  readonly only: string | undefined;
  readonly asker: Asker;
  readonly misses: MissFinder;
}

interface Held {
  readonly catalogue: Catalogue;
  keepers: Keepers;
}

let held: Promise<Held> | undefined;

function keepersOf(whole: Catalogue, only: string | undefined): Keepers {
  const catalogue = catalogueOfOne(whole, only);
  return { only, asker: new Asker(catalogue), misses: new MissFinder(catalogue) };
}

async function heldFrom(address: string): Promise<Held> {
  const catalogue = await fetchCatalogue(address);
  return { catalogue, keepers: keepersOf(catalogue, undefined) };
}

self.addEventListener("message", async ({ data: order }: MessageEvent<Order>) => {
  if (order.is === "catalogue") {
    held = heldFrom(order.address);
    return;
  }
  const ready = await held;
  if (ready === undefined) return;
  const { turn } = order;
  if (order.is === "ask") report({ is: "outlook", turn, outlook: outlookOf(ready, order) });
  else report({ is: "insight", turn, insight: insightOf(ready, order.about) });
});

function outlookOf(ready: Held, { facts, options, only }: Question): Outlook {
  if (ready.keepers.only !== only) ready.keepers = keepersOf(ready.catalogue, only);
  const { asker, misses } = ready.keepers;
  return { questions: asker.ask(facts, options), misses: misses.find(facts, options) };
}

function insightOf({ catalogue }: Held, looked: Looked) {
  const versions = catalogue.programmes.get(looked.programme) ?? [];
  const programme = versions.find(each => each.version === looked.version);
  if (programme === undefined) return { findings: [], curve: undefined };
  const { vocabulary } = catalogue;
  return {
    findings: plainFindings(programme, versions, vocabulary, looked),
    curve: priceCurve(programme, vocabulary.facts, looked),
  };
}
