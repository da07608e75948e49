/**
 * npm run bench -- policy [PART …] [--json]
 * What an answer costs, beside publicodes and GoRules zen; the whole catalogue for one applicant; whole processes.
 */
import { loadCatalogue } from "../../packages/policy/src/index.ts";
import { type Exactness, measureExactness } from "./exact-to-the-fen.ts";
import { machine, median } from "./measure.ts";
import { measureNewProcesses, type NewProcess } from "./new-process.ts";
import { compareSystems, type PolicyCompared, systemsOf } from "./side-by-side.ts";
import { compiledText } from "./source.ts";
import { measureWholeCatalogue, type WholeCatalogue } from "./whole-catalogue.ts";

const PARTS = ["catalogue", "systems", "exactness", "processes"] as const;
type Part = (typeof PARTS)[number];

interface Report {
  readonly machine: ReturnType<typeof machine>;
  catalogue?: WholeCatalogue;
  systems?: readonly PolicyCompared[];
  exactness?: readonly Exactness[];
  processes?: readonly NewProcess[];
}

export async function run(options: readonly string[]): Promise<void> {
  const json = options.includes("--json");
  const named = PARTS.filter(part => options.includes(part));
  const asked: ReadonlySet<Part> = new Set(named.length > 0 ? named : PARTS);
  const compiled = await compiledText();
  const report: Report = { machine: machine() };
  const say = (text: string) => {
    if (!json) console.log(text);
  };
  say(shownMachine(report.machine));
  if (asked.has("catalogue")) {
    report.catalogue = measureWholeCatalogue(compiled);
    say(shownCatalogue(report.catalogue));
  }
  if (asked.has("systems")) {
    const catalogue = loadCatalogue(compiled);
    report.systems = await compareSystems(catalogue);
    for (const { name, includes } of systemsOf(catalogue)) say(`${name.padEnd(24)} ${includes}`);
    for (const policy of report.systems) say(shownPolicy(policy));
  }
  if (asked.has("exactness")) {
    report.exactness = await measureExactness();
    for (const rate of report.exactness) say(shownExactness(rate));
  }
  if (asked.has("processes")) {
    report.processes = measureNewProcesses();
    say(shownProcesses(report.processes));
  }
  if (json) console.log(JSON.stringify({ ratio: ratioOf(report.systems ?? []), ...report }));
}

/** How often as long as Suanquan with every step, by system: the median over the policies. */
const ratioOf = (systems: readonly PolicyCompared[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.keys(systems[0]?.ratios ?? {}).map(name => [
      name,
      median(systems.map(({ ratios }) => ratios[name] ?? Number.NaN)),
    ]),
  );

const shownMachine = ({ processor, cores, node, loadOfLastMinute }: Report["machine"]): string =>
  `${processor}, ${cores} cores, Node ${node}; load of the last minute ${loadOfLastMinute}`;

const figure = (value: number, unit: string): string => `${String(value).padStart(8)} ${unit}`;

function shownCatalogue(of: WholeCatalogue): string {
  return [
    "",
    `全部目录 / whole catalogue: ${of.programmes} programmes, ${of.versions} versions, one applicant`,
    `${figure(of.medianMs, "ms")}  with every step (median; target ${of.targetMs} ms)`,
    `${figure(of.medianWithoutStepsMs, "ms")}  without steps (median)`,
    `${figure(of.processorMs, "ms")}  of processor time with every step (mean)`,
    `${figure(of.undisturbedMs, "ms")}  with every step, undisturbed (median of each applicant's fastest)`,
    `${figure(of.loadMs, "ms")}  to load the compiled catalogue (median)`,
    ...of.applicants.map(
      ({ name, known, spends, medianMs }) =>
        `${figure(medianMs, "ms")}  ${known.padEnd(10)} ${spends} ${spends === 1 ? "spend " : "spends"}  ${name}`,
    ),
    "最费时的项目 / the dearest programmes, mean over the applicants",
    ...of.dearest.slice(0, 12).map(each => `${figure(each.microseconds, "µs")}  ${each.programme}`),
  ].join("\n");
}

function shownPolicy({
  policy,
  points,
  agreed,
  disagreements,
  microseconds,
  ratios,
}: PolicyCompared): string {
  return [
    "",
    `${policy}: all agree on ${agreed} of ${points} points`,
    ...Object.entries(microseconds).map(
      ([system, own]) => `${figure(own, "µs")}  ${system.padEnd(24)} × ${ratios[system]}`,
    ),
    ...disagreements.flatMap(({ point, because, answers }) => [
      `  ${point}: ${because}`,
      ...Object.entries(answers).map(([system, answer]) => `    ${system.padEnd(24)} ${answer}`),
    ]),
  ].join("\n");
}

const shownExactness = ({ rate, amounts, wrong, first }: Exactness): string =>
  [
    "",
    `${rate} of each of the first ${amounts} fen amounts, half up: how many are a fen off`,
    ...Object.entries(wrong).map(
      ([system, count]) => `${String(count).padStart(8)}  ${system.padEnd(12)} ${first[system] ?? ""}`,
    ),
  ].join("\n");

const shownProcesses = (processes: readonly NewProcess[]): string =>
  [
    "",
    "整个进程 / whole processes, median",
    ...processes.map(
      ({ command, targetMs, medianMs, processorMs }) =>
        `${figure(medianMs, "ms")}  ${command}: ${processorMs} ms of processor time${
          Number.isNaN(targetMs) ? "" : `; target ${targetMs} ms`
        }`,
    ),
  ].join("\n");
