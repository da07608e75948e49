/**
 * What an answer's card, and the reasons that open in it, are drawn from. With each key most of it is the very same, and
 * such a card is not drawn again; the facts change with every key, so only what is open takes them.
 */
import type { AssessOptions, Catalogue, Facts } from "@suanquan/policy";
import type { Group } from "@suanquan/policy/groups";
import type { NearestMiss } from "@suanquan/policy/nearest-miss";
import { createContext } from "react";
import type { Language } from "../language.ts";
import type { Outlook } from "../reckoner/orders.ts";
import type { Reckoner } from "../reckoner/reckoner.ts";
import type { Entry } from "./assessment.ts";

export interface AnswerCardProps {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly options: AssessOptions;
  readonly outlook: Outlook;
  readonly goTo: (fact: string, spend: number | undefined) => void;
  readonly reckoner: Reckoner | undefined;
  readonly entry: Entry;
  readonly group: Group;
  readonly miss: NearestMiss | undefined;
}

/** The facts that the answers around it rest on. */
export const AskedFacts = createContext<Facts | undefined>(undefined);
