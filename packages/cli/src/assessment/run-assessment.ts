/** An assessment as the commands run it: facts, day, version and rulings in; every programme's answer out. */
import { type LocalDate, todayInShanghai } from "@suanquan/china";
import type { Facts, Programme, ProgrammeAnswer } from "@suanquan/policy";
import type { Catalogue } from "@suanquan/policy/catalogue";
import { assessProgramme } from "@suanquan/policy/evaluate";
import { readFacts } from "@suanquan/policy/facts";
import type { Call } from "../call.ts";
import { type Selection, select } from "../catalogue/selection.ts";
import { printFindings } from "../findings.ts";
import { readJson } from "../input.ts";
import { say } from "../language.ts";
import { FaultyInput, Refusal } from "../refusal.ts";
import type { Ruling } from "../rulings.ts";

type AssessOptions = Parameters<typeof assessProgramme>[3];

/** What a call asks, read and checked. */
export interface Request {
  readonly selection: Selection;
  readonly facts: Facts;
  readonly assess: AssessOptions & { readonly whatIf: boolean };
  /** The rulings given, also those not yet given on the day of the answer. */
  readonly rulings: readonly Ruling[];
}

/** One version's answer, with the version that gave it. */
export interface Answered {
  readonly programme: Programme;
  readonly answer: ProgrammeAnswer;
}

/** The day of the answer: the one asked for, or today in Shanghai. */
export const dayOfCall = ({ options }: Call): LocalDate =>
  options.date("as-of") ?? todayInShanghai(new Date());

/** Reads everything a call asks. @throws Refusal, FaultyInput */
export async function readRequest(
  call: Call,
  factsFile: string,
  named: string | undefined,
): Promise<Request> {
  const json = readJson(factsFile, call.terminal.folder);
  const selection = await select(call, named);
  const { catalogue, programme } = selection;
  const asOf = dayOfCall(call);
  const version = versionOf(call, selection);
  const { facts, findings } = readFacts(json, catalogue.vocabulary, {
    file: factsFile,
    programmes: catalogue.programmes,
    ...(programme === undefined ? {} : { programme }),
  });
  if (facts === undefined) throw new FaultyInput(findings, true);
  const { terminal, language } = call;
  printFindings(findings, true, language, { ...terminal, print: terminal.note });
  const { rulings, inForce } = await rulingsOf(call, catalogue, asOf);
  return {
    selection,
    facts,
    assess: {
      asOf,
      whatIf: call.options.flag("what-if"),
      ...(version === undefined ? {} : { version }),
      ...(inForce === undefined ? {} : { rulings: inForce }),
    },
    rulings,
  };
}

/** The version asked for; it needs a programme, and must exist. */
function versionOf(call: Call, { catalogue, programme }: Selection): string | undefined {
  const version = call.options.text("version");
  if (version === undefined) return undefined;
  if (programme === undefined)
    throw new Refusal(
      say("--version 要与 --programme 一起用", "--version needs --programme"),
      say(
        "例如 --programme cn-guizhou/suanli --version 2024-11-13",
        "as in --programme cn-guizhou/suanli --version 2024-11-13",
      ),
    );
  const versions = (catalogue.programmes.get(programme) ?? []).map(each => each.version);
  if (versions.includes(version)) return version;
  throw new Refusal(
    say(`${programme} 没有版本“${version}”`, `${programme} has no version \`${version}\``),
    say(`现有版本：${versions.join("、")}`, `its versions are: ${versions.join(", ")}`),
  );
}

async function rulingsOf(call: Call, catalogue: Catalogue, asOf: LocalDate) {
  const file = call.options.text("rulings");
  if (file === undefined) return { rulings: [], inForce: undefined };
  const { readRulings, rulingsOn } = await import("../rulings.ts");
  const rulings = readRulings(file, call.terminal.folder, catalogue);
  return { rulings, inForce: rulingsOn(rulings, asOf) };
}

/** Every answer that a request has, programme by programme. */
export function answersOf({ selection, facts, assess }: Request): readonly Answered[] {
  const { catalogue, programme } = selection;
  const asked =
    programme === undefined
      ? [...catalogue.programmes.values()]
      : [catalogue.programmes.get(programme) ?? []];
  return asked.flatMap(versions =>
    assessProgramme(versions, facts, catalogue.vocabulary.facts, assess).flatMap(answer => {
      const version = versions.find(each => each.version === answer.version);
      return version === undefined ? [] : [{ programme: version, answer }];
    }),
  );
}
