/** The answers of a request as JSON, with the versions of rules and engine that made them. */
import { presentProgramme } from "@suanquan/policy/present";
import type { Call } from "../call.ts";
import { VERSION } from "../product.ts";
import type { Answered, Request } from "./run-assessment.ts";

export function presentRequest(request: Request, answered: readonly Answered[], { language }: Call) {
  const { vocabulary, hash } = request.selection.catalogue;
  const presented = answered.map(({ programme, answer }) =>
    presentProgramme(answer, { programme, vocabulary }, language),
  );
  return {
    asOf: request.assess.asOf,
    whatIf: request.assess.whatIf,
    engine: VERSION,
    catalogue: hash,
    rulings: request.rulings,
    assessments: presented.flatMap(each => each.benefits),
    together: presented.map(each => each.together),
  };
}
