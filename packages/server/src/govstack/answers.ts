/** The refusals of the GovStack voucher calls (Payments building block, API v1.0.3), by their status. */
export const GOVSTACK_REFUSALS = {
  malformed: [400, "Invalid request"],
  amount: [452, "Invalid amount"],
  currency: [453, "Invalid currency"],
  group: [454, "Invalid voucher group"],
  exhausted: [462, "Insufficient funds"],
  serial: [456, "Invalid voucher serial number"],
  used: [458, "Voucher already used"],
  expired: [459, "Voucher expired"],
  block: [460, "Gov Stack Building Block does not exist"],
  number: [461, "Invalid voucher number"],
  funds: [462, "Insufficient funds"],
  merchant: [463, "Cannot credit merchant"],
  invalid: [463, "Invalid voucher"],
  cancelled: [464, "Voucher is already cancelled"],
  unavailable: [503, "Service unavailable"],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>;

export class GovStackRefusal extends Error {
  readonly status: number;

  constructor(code: keyof typeof GOVSTACK_REFUSALS) {
    const [status, message] = GOVSTACK_REFUSALS[code];
    super(message);
    this.status = status;
  }
}
