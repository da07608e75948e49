import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const sources = join(dirname(fileURLToPath(import.meta.url)), "../src");

/** Every module that loading a file loads, by its import statements (types fall away before it runs). */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(sources, file), "utf8").replace(/^(?:import|export) type [\s\S]*?;$/gm, "");
  for (const [, target = ""] of text.matchAll(/^(?:import|export|\})[^;'"]*?from "([^"]+)";$/gm)) {
    if (target.startsWith("./")) loadedBy(target.slice(2), seen);
    else seen.add(target);
  }
  return seen;
}

describe("the main entry point is light", () => {
  it("loads nothing but files of this package", () => {
    const loaded = [...loadedBy("index.ts")];
    expect(loaded).toContain("places.ts");
    expect(loaded.filter(module => !module.endsWith(".ts"))).toEqual([]);
    for (const apart of ["invoice.ts", "enterprise-size-data.ts", "working-days-data.ts"])
      expect(loaded).not.toContain(apart);
  });

  it("invoices bring the zip and XML readers", () => {
    expect([...loadedBy("invoice.ts")]).toEqual(expect.arrayContaining(["fflate", "fast-xml-parser"]));
  });
});
