import { describe, expect, test } from "vitest";
import { elementSnippet, frameAddress, frameSnippet } from "../../src/embed/snippet.ts";
import { wantedIn } from "../../src/embed/wanted.ts";

describe("what the address of the embedded page asks for", () => {
  test.each([
    ["", "", { programme: "", theme: "auto" }],
    ["?programme=cn-guizhou/suanli", "", { programme: "cn-guizhou/suanli", theme: "auto" }],
    ["", "#programme=cn-guizhou%2Fsuanli&theme=dark", { programme: "cn-guizhou/suanli", theme: "dark" }],
    ["?programme=a&theme=light", "#programme=b", { programme: "b", theme: "light" }],
    ["", "#programme=%20a%20&theme=pink", { programme: "a", theme: "auto" }],
    ["", "#%E0%A4%A", { programme: "", theme: "auto" }],
    ["", `#programme=${"x".repeat(500)}`, { programme: "x".repeat(80), theme: "auto" }],
  ] as const)("%s %s", (search, hash, wanted) => {
    expect(wantedIn({ search, hash })).toEqual(wanted);
  });
});

describe("the code for other sites", () => {
  const order = {
    site: "https://host.example/券/",
    programme: "cn-guizhou/suanli",
    language: "en",
    theme: "dark",
    instead: `"><script>alert(1)</script>`,
  } as const;

  test("leads to the page that it shows", () => {
    const { pathname, hash } = new URL(frameAddress(order));
    expect([decodeURI(pathname), wantedIn({ search: "", hash })]).toEqual([
      "/券/en/embed/",
      { programme: "cn-guizhou/suanli", theme: "dark" },
    ]);
  });

  test.each([elementSnippet(order), frameSnippet(order)])("lets no title become code", code => {
    expect(code).not.toContain("<script>alert");
    expect(code).not.toContain('"">');
  });
});
