/** `suanquan assess`: which vouchers, how much, why, and what is missing. */
import { presentRequest } from "../assessment/presented.ts";
import { reportLines } from "../assessment/report.ts";
import { answersOf, readRequest } from "../assessment/run-assessment.ts";
import type { Run } from "../call.ts";
import { FINE } from "../refusal.ts";

export const run: Run = async call => {
  const [factsFile = "-"] = call.operands;
  const request = await readRequest(call, factsFile, call.options.text("programme"));
  if (call.options.flag("json"))
    call.terminal.print(JSON.stringify(presentRequest(request, answersOf(request), call), null, 2));
  else for (const line of reportLines(request, call, call.options.flag("steps"))) call.terminal.print(line);
  return FINE;
};
