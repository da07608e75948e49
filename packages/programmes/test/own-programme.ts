/** Programme files of tests: invented, and no policy of any office. */
export interface Own {
  /** Lines below `voucher:`. */
  readonly voucher?: string;
  readonly mode?: string;
  /** Lines below `pools:`. */
  readonly pools: string;
  /** Lines below `benefits:`. */
  readonly benefits: string;
  readonly windows?: string;
  /** Lines below `combine:`. */
  readonly combine?: string;
}

const indented = (lines: string, depth: number): string =>
  lines
    .trim()
    .split("\n")
    .map(line => " ".repeat(depth) + line)
    .join("\n");

/** The text of a programme of one's own, in force through 2025 and 2026. */
export function ownProgramme({ voucher, mode, pools, benefits, windows, combine }: Own): string {
  return `programme: cn-hainan-haikou/shili
version: "2025-01-10"
title: {zh: 示例券（虚构）, en: Example voucher (invented)}
kinds: computing
place: 海口市
issuer: 示例机关
standing: in-force
documents:
  rules: {title: 示例办法（虚构）, issuer: 示例机关, issued: 2025-01-10, grade: A}
governs: rules
delivery: {mode: ${mode ?? "claim-after-spending"}, at: rules 第二条}
${voucher === undefined ? "" : `voucher:\n${indented(voucher, 2)}\n  at: rules 第四条\n`}${windows === undefined ? "" : `windows:\n${indented(windows, 2)}\n`}pools:
${indented(pools, 2)}
rounding: {unit: fen, direction: down, at: rules 第七条}
benefits:
${indented(benefits, 2)}
${combine === undefined ? "" : `combine:\n${indented(combine, 2)}\n`}notes:
  - {zh: 虚构示例，不是任何机关的政策, en: Invented for a test}
`;
}

/** A benefit of 30% of the contract, for computing services. */
export const THIRTY_PERCENT = (name: string, more = ""): string => `
${name}:
  title: {zh: 购买算力, en: Purchase of computing}
  form: cash
  when: {spend.kind: 算力服务}
  base: contract.amount
  rate: 30%
${more === "" ? "" : `${indented(more, 2)}\n`}  payee: applicant
  at: rules 第三条`;
