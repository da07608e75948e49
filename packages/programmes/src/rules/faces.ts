/** Awards that are made of vouchers of fixed faces. */
import { fen } from "@suanquan/china";
import type { Denominations } from "@suanquan/policy";
import { fitFaces } from "@suanquan/policy/denominations";

/** Vouchers of one award at most; an award of more is what the rules reckon, and no figure of a person's own. */
const PIECES_MAX = 1_000n;

/** The most, up to an amount in fen, that the vouchers of one award can come to: so many for each of its spends. */
export function fitAward(faces: Denominations, amount: bigint, spends: number): bigint {
  const each = faces.choose === "one" ? 1n : faces.pieces;
  if (each === undefined) return fitFaces(fen(amount), { of: faces.of, choose: "many" });
  const pieces = each * BigInt(Math.max(1, spends));
  return pieces > PIECES_MAX ? 0n : fitFaces(fen(amount), { of: faces.of, choose: "many", pieces });
}
