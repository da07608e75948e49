/** What the field of a fact, and the input in it, are drawn from. */
import type { FactDefinition } from "@suanquan/policy";
import type { ReactNode } from "react";
import type { Fault } from "../../facts/firm-size.ts";
import type { Language } from "../words.ts";

export interface FactFieldProps {
  readonly fact: FactDefinition;
  readonly id: string;
  readonly language: Language;
  readonly text: string;
  readonly write: (text: string) => void;
  readonly fault: Fault | undefined;
  readonly doubt?: string | undefined;
  readonly badge?: ReactNode;
  /** Stands under the field beside its question: why it is asked. */
  readonly why?: ReactNode;
  /** The name of the field, where it is not the label of the fact. */
  readonly label?: string;
}

export interface FactInputProps extends Pick<FactFieldProps, "fact" | "id" | "language" | "text" | "write"> {
  readonly faulty: boolean;
  /** Names the hint, the fault and the doubt that stand under it. */
  readonly described: string | undefined;
}
