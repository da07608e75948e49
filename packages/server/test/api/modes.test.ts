/** Each of the four modes from publication to reconciled payment and clawback, through HTTP alone. */
import { describe, expect, test } from "vitest";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { MODE_PLAYS } from "../stage/mode-plays.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import { wrongFigures } from "../stage/shown-figures.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";

const here = await datedStageOfFile();

const newOffice = async (): Promise<HttpOffice> => officeOverHttp(here, await here.office());

/** The office's books are whole: chains, balances, limits, and nothing made or lost. */
async function soundBooks(office: HttpOffice, programme: string): Promise<void> {
  const books = here.product.domain.ledgerOf(office.code);
  const verdict = await books.verify();
  expect(verdict).toMatchObject({ fault: null });
  const sum = (await books.balances(programme)).reduce((total, each) => total + each.postedFen, 0n);
  expect(sum).toBe(0n);
}

describe("through HTTP alone, every write asked twice", () => {
  test.each(Object.entries(MODE_PLAYS))("%s", async (_, play) => {
    const office = await newOffice();
    const programme = await play(office, here.today);
    await soundBooks(office, programme);
    const { wrong, looked } = await wrongFigures(here, office, programme);
    expect(wrong).toEqual([]);
    for (const kind of ["account", "claim", "paid", "back", "batch rows", "clawback"])
      expect([kind, (looked[kind] ?? 0) > 0]).toEqual([kind, true]);
  });
});

describe("many at once", () => {
  test("200 redemptions of one voucher spend exactly its face", async () => {
    const office = await newOffice();
    const { voucher: id, programme } = await jinanVoucher(here, office);
    const once = officeOverHttp(here, office.sandbox, false);
    await once.keyOf("provider");
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        once.refusal("provider", "vouchers.redeem", { id, order: `C-${i}`, amount: "300.00" }),
      ),
    );
    expect(outcomes.filter(each => each === "done")).toHaveLength(66);
    expect(new Set(outcomes)).toEqual(new Set(["done", "limit-reached"]));
    await once.ask("provider", "vouchers.redeem", { id, order: "rest", amount: "200.00" });
    expect(await once.ask("firm", "vouchers.figures", { id })).toMatchObject({
      available: "0.00",
      used: "20000.00",
    });
    await soundBooks(office, programme);
  });
});
