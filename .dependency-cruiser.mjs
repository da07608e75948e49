/**
 * The import rule of the house: which room may import which.
 * `may` is the whole table; whatever is not in it is forbidden.
 */
const may = {
  china: [],
  policy: ["china"],
  ledger: [],
  programmes: ["policy", "ledger", "china"],
  simulate: ["policy"],
  server: ["programmes", "policy", "ledger", "china", "simulate", "client"],
  client: [],
  web: ["policy", "china", "client"],
  cli: ["policy", "simulate", "server", "china", "ledger"],
};

const rooms = Object.keys(may);

const forbiddenByRoom = rooms.map(room => ({
  name: `${room}-imports-only-${may[room].join("-or-") || "nothing-of-ours"}`,
  severity: "error",
  from: { path: `^(test/planted/)?packages/${room}/src/` },
  to: {
    path: "^(test/planted/)?(packages|bench|scripts|test)/",
    pathNot: [room, ...may[room]].map(r => `^(test/planted/)?packages/${r}/(src|package\\.json)`),
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...forbiddenByRoom,
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "pure-packages-touch-no-machine",
      severity: "error",
      comment: "china and policy run in a browser: no files, no network, no clock of Node.",
      from: { path: "^(test/planted/)?packages/(china|policy)/src/" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node"] },
  },
};
