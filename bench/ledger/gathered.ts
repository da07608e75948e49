import type { OfficeLedger } from "../../packages/ledger/src/index.ts";
import { anyClaimant, drive, nextKey, pool, type Rate } from "./place.ts";

/**
 * Claims through the ledger as a server makes them: each client submits one and waits for its answer.
 * @param next programme and pool of the next claim, and how many claimants the programme has
 */
export function gathered(
  office: OfficeLedger,
  clients: number,
  seconds: number,
  next: () => readonly [programme: string, pool: number, claimants?: number],
  warmSeconds = 1,
): Promise<Rate> {
  const claim = async (): Promise<void> => {
    const [programme, number, claimants] = next();
    const answer = await office.submit({
      kind: "transfer",
      programme,
      key: nextKey(),
      debit: pool(number),
      credit: anyClaimant(claimants),
      amountFen: 100n,
      reference: "contract:2025-0001",
      reason: "redeem",
      actor: "member:0001",
      eventAt: new Date(),
    });
    if (answer.outcome !== "done")
      throw new Error(`a claim was answered ${answer.outcome}: ${answer.detail}`);
  };
  return drive(clients, seconds, claim, warmSeconds);
}
