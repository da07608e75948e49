/** The policy language: read, check, evaluate, explain, ask, compile. Pure; runs in a browser. */
export type {
  AmountAnswer,
  Answer,
  BenefitAnswer,
  Bounds,
  CaseNeed,
  FunderShare,
  Needs,
  Presumption,
  ProgrammeAnswer,
  Quantity,
  ReadingAnswer,
  SpendAnswer,
  StandingOnDay,
  Step,
} from "./assessment.ts";
export { type Catalogue, catalogueOf, compileCatalogue, loadCatalogue, NotACatalogue } from "./catalogue.ts";
export { checkProgramme } from "./check/check.ts";
export { type CatalogueFile, checkCatalogue, type SourceList } from "./check/check-catalogue.ts";
export type { CheckOptions } from "./check/rule.ts";
export { type Direction, multiply, type Rounding } from "./evaluate/amounts/multiply.ts";
export { splitBetween } from "./evaluate/amounts/shares.ts";
export { type AssessOptions, assessVersion, type Rulings } from "./evaluate/assess.ts";
export { assessCatalogue, assessProgramme } from "./evaluate/select.ts";
export type { Award, FactMap, Facts, FactValue, PoolLeft, Position } from "./facts.ts";
export type { Finding, Severity } from "./finding.ts";
export { type Formatted, format } from "./format/format.ts";
export { type SpanTable, spanAt } from "./read/page.ts";
export { type FactsOptions, type FactsReading, readFacts } from "./read/read-facts.ts";
export { type ProgrammeReading, readProgramme } from "./read/read-programme.ts";
export { readVocabulary, type VocabularyFile } from "./read/read-vocabulary.ts";
export { type JsonSchema, programmeJsonSchema, vocabularyJsonSchema } from "./schema/json-schema.ts";
export { referenceMarkdown } from "./schema/reference.ts";
export type * from "./tree.ts";
export { factNamed, type Vocabulary, vocabularyOf } from "./vocabulary.ts";
