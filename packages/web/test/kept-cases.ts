/** Cases that the tests of several rooms open with. */
import type { Entries } from "../src/facts/entries.ts";

/** A university in Guiyang that trains a model on computing power of Guizhou. */
export const GUIYANG: Partial<Entries> = {
  applicant: { "applicant.place": "520100", "applicant.kind": "高校" },
  spends: [
    {
      id: 1,
      written: {
        "spend.kind": "算力服务",
        "compute.use": "模型训练",
        "compute.local": "true",
        "supply.place": "520000",
        "contract.amount": "1000万元",
        "paid.amount": "800万元",
      },
    },
  ],
  awards: [],
  asOf: "2025-05-20",
};
