/** The other systems know no places: whether one lies in another is looked up for them ahead of time. */
import { placeWithin } from "../../../packages/china/src/index.ts";
import type { PolicyName, Written } from "./system.ts";

const PLACE: Readonly<Record<PolicyName, string>> = { jiangyan: "姜堰区", wuhu: "芜湖市", guizhou: "贵州省" };

export const isLocal = (policy: PolicyName, place: Written): boolean =>
  placeWithin(String(place), PLACE[policy]) === true;
