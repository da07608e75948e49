/** Amounts of the API, which are yuan as text, and fen, in which tests reckon. */

/** @param yuan as in `-28000.00`; anything but an amount to the fen is a fault of what is tested */
export function fen(yuan: unknown): bigint {
  const [, sign, whole = "", part = ""] = /^(-?)(\d+)\.(\d{2})$/.exec(String(yuan)) ?? [];
  if (whole === "") throw new Error(`not an amount in yuan: ${String(yuan)}`);
  const amount = BigInt(whole + part);
  return sign === "-" ? -amount : amount;
}

/** @param amount in fen, not below nought */
export const yuan = (amount: number | bigint): string => {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, each) => sum + each, 0n);
