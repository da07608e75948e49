// A planted violation: china may import nothing of ours. test/house.test.ts expects the import rule to find it.
import * as policy from "../../../../../packages/policy/src/index.ts";

export const found = Object.keys(policy);
