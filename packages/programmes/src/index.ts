/** Programmes run by offices: life cycles, allocation, vouchers, claims and payment. */
export {
  type Actor,
  type Command,
  type CommandRow,
  type Context,
  command,
  type Method,
  PAGE_MAX,
  pageInput,
  pageOf,
} from "./command.ts";
export { COMMANDS } from "./commands/index.ts";
export {
  DEMONSTRATION_OFFICES,
  type DemonstrationOffice,
  type DemonstrationPerson,
  FIRMS,
  PROVIDERS,
  peopleOf,
} from "./demonstration/cast.ts";
export { removeDemonstration, type Seeded, seedDemonstration } from "./demonstration/demonstration.ts";
export { Domain, type DomainOptions } from "./domain.ts";
export { diskFiles, type FileStore } from "./evidence/file-store.ts";
export { type S3Options, s3Files } from "./evidence/s3-store.ts";
export { LIFE_CYCLES } from "./life-cycles/index.ts";
export { eventsIn, GUARDS, type LifeCycle, type Row, statesOf } from "./life-cycles/life-cycle.ts";
export { prepaid } from "./money/accounts.ts";
export { REFUSALS, Refusal, type RefusalCode, type RefusalValues } from "./refusal.ts";
export {
  INCOMPATIBLE,
  type IncompatiblePair,
  incompatibleIn,
  ROLE_TABLE,
  ROLES,
  type Role,
  type RoleMeaning,
  type Sight,
  sightOf,
} from "./roles.ts";
export { type Policies, type PolicyFile, readPolicies } from "./rules/policies.ts";
export { newSigner, type Signer, signerOf } from "./signer.ts";
export { answeredTogether, onceWritten, type Sql, seeingOwnWrites, within } from "./store/last-write.ts";
export { type Intent, PROGRAMMES_SERIES, Store } from "./store/store.ts";
export { yuan } from "./subjects/view.ts";
export { type PrepaidUse, redeemPrepaid } from "./vouchers/prepaid.ts";
