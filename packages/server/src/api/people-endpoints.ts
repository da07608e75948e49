/** Organisations, members, keys and lock-outs: the security administrator's desk, and what everybody may ask of themselves. */
import type { Endpoint } from "./endpoint.ts";
import { keyEndpoints } from "./people/keys.ts";
import { memberEndpoints } from "./people/members.ts";
import { organisationEndpoints } from "./people/organisations.ts";
import { ownEndpoints } from "./people/own.ts";
import type { PeopleParts } from "./people/parts.ts";
import { watchEndpoints } from "./people/watch.ts";

export const peopleEndpoints = (parts: PeopleParts): readonly Endpoint[] =>
  [ownEndpoints, organisationEndpoints, memberEndpoints, keyEndpoints, watchEndpoints].flatMap(endpoints =>
    endpoints(parts),
  );
