/** Every programme of the catalogue for one applicant, with every step, from the compiled catalogue, on one core. */
import type { LocalDate } from "../../packages/china/src/index.ts";
import {
  assessCatalogue,
  assessProgramme,
  type Catalogue,
  loadCatalogue,
} from "../../packages/policy/src/index.ts";
import { type Applicant, applicantsOf } from "./applicants.ts";
import { median, microseconds, rounded } from "./measure.ts";

const ON = "2025-05-20" as LocalDate;
const WARM_UP_ROUNDS = 60;
const ROUNDS = 80;
const LOADS = 9;
const TARGET_MS = 1;

export interface WholeCatalogue {
  readonly programmes: number;
  readonly versions: number;
  readonly targetMs: number;
  /** Median over all applicants and rounds. */
  readonly medianMs: number;
  /** The same, without the steps. */
  readonly medianWithoutStepsMs: number;
  /** Processor time of the thread per assessment with every step: waiting for other work is not in it. */
  readonly processorMs: number;
  /** Median over the applicants of the fastest round of each: what is left when no other work disturbs. */
  readonly undisturbedMs: number;
  readonly loadMs: number;
  readonly applicants: readonly {
    readonly name: string;
    readonly known: Applicant["known"];
    readonly spends: number;
    readonly medianMs: number;
  }[];
  /** Mean µs over the applicants, dearest first. */
  readonly dearest: readonly { readonly programme: string; readonly microseconds: number }[];
}

export function measureWholeCatalogue(compiled: string): WholeCatalogue {
  const loads = Array.from({ length: LOADS }, () => timed(() => loadCatalogue(compiled)));
  const catalogue = loadCatalogue(compiled);
  const applicants = applicantsOf(catalogue);
  const withSteps = applicants.map((): number[] => []);
  const withoutSteps: number[] = [];
  let processor = 0;
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const began = processorTime();
    const traced = applicants.map(({ facts }) =>
      timed(() => assessCatalogue(catalogue, facts, { asOf: ON })),
    );
    const ended = processorTime();
    const untraced = applicants.map(({ facts }) =>
      timed(() => assessCatalogue(catalogue, facts, { asOf: ON, trace: false })),
    );
    if (round < 0) continue;
    processor += ended - began;
    for (const [index, figure] of traced.entries()) withSteps[index]?.push(figure);
    withoutSteps.push(...untraced);
  }
  const versions = [...catalogue.programmes.values()];
  return {
    programmes: versions.length,
    versions: versions.flat().length,
    targetMs: TARGET_MS,
    medianMs: inMs(median(withSteps.flat())),
    medianWithoutStepsMs: inMs(median(withoutSteps)),
    processorMs: inMs(processor / ROUNDS / applicants.length),
    undisturbedMs: inMs(median(withSteps.map(figures => Math.min(...figures)))),
    loadMs: inMs(median(loads)),
    applicants: applicants.map(({ name, known, facts }, index) => ({
      name,
      known,
      spends: facts.spends.length,
      medianMs: inMs(median(withSteps[index] ?? [])),
    })),
    dearest: rankProgrammes(catalogue, applicants),
  };
}

function rankProgrammes(catalogue: Catalogue, applicants: readonly Applicant[]): WholeCatalogue["dearest"] {
  const ranked = [...catalogue.programmes].map(([programme, versions]) => {
    const rounds = Array.from({ length: ROUNDS }, () =>
      timed(() => {
        for (const { facts } of applicants)
          assessProgramme(versions, facts, catalogue.vocabulary.facts, { asOf: ON });
      }),
    );
    return { programme, microseconds: rounded(median(rounds) / applicants.length) };
  });
  return ranked.sort((a, b) => b.microseconds - a.microseconds);
}

/** Of this thread, in µs. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function timed(run: () => unknown): number {
  const began = microseconds();
  run();
  return microseconds() - began;
}

const inMs = (figure: number): number => rounded(figure / 1_000);
