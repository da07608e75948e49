#!/usr/bin/env node
// Writes packages/client/src/operations.ts from the OpenAPI document. Run after changing an endpoint:
//   node packages/server/bin/write-client.js
import { writeFileSync } from "node:fs";
import { currentClient } from "../src/current-client.ts";

writeFileSync(new URL("../../client/src/operations.ts", import.meta.url), currentClient());
