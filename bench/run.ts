/**
 * npm run bench -- NAME [--json] [OPTION …]
 * One module per name; each prints what it measures, or with --json one JSON object and nothing else.
 */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  http: () => import("./http/index.ts"),
  keystroke: () => import("./site/keystroke.ts"),
  ledger: () => import("./ledger/index.ts"),
  policy: () => import("./policy/index.ts"),
  site: () => import("./site/index.ts"),
};

interface Bench {
  /** @param options what stands behind the name on the command line */
  run(options: readonly string[]): Promise<void>;
}

const [name = "", ...options] = process.argv.slice(2);
const load = BENCHES[name];
if (load === undefined) {
  console.error(`用法 / usage: npm run bench -- ${Object.keys(BENCHES).join(" | ")} [--json]`);
  process.exit(2);
}
const bench = await load();
await bench.run(options);
