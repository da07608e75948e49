/**
 * npm run site -- [FOLDER] [--policies FOLDER] [--feedback-mail ADDRESS]: writes the public site as static files that any
 * web server can host under any path. The folder is `.data/site` unless named, the catalogue the one that ships. Without
 * an address feedback is only copied, with one a person's own mail program can be opened with it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { todayInShanghai } from "@suanquan/china";
import {
  checkProgramme,
  compileCatalogue,
  loadCatalogue,
  readProgramme,
  readVocabulary,
  type Vocabulary,
} from "@suanquan/policy";
import own from "../package.json" with { type: "json" };
import { writeSite } from "../packages/web/site/write-site.ts";
import type { ProgrammeSource } from "../packages/web/src/site-data.ts";

const root = path.resolve(import.meta.dirname, "..");
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    policies: { type: "string", default: path.join(root, "policies") },
    "feedback-mail": { type: "string" },
  },
});
const policies = path.resolve(options.policies);
const VOCABULARY = "vocabulary/";

interface SourceFile {
  /** Path below `policies/`, with `/` on every system. */
  readonly file: string;
  readonly text: string;
}

const yamlFiles = (): SourceFile[] =>
  readdirSync(policies, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".yaml"))
    .sort()
    .map(file => ({
      file: file.split(path.sep).join("/"),
      text: readFileSync(path.join(policies, file), "utf8"),
    }));

function vocabularyOf(files: readonly SourceFile[]): Vocabulary {
  const { vocabulary, findings } = readVocabulary(files);
  if (vocabulary === undefined)
    throw new Error(`the fact vocabulary cannot be read: ${findings[0]?.what.en}`);
  return vocabulary;
}

/** Writes the site of the catalogue. */
async function writeCatalogueSite(folder: string): Promise<void> {
  const files = yamlFiles();
  const vocabulary = vocabularyOf(files.filter(each => each.file.startsWith(VOCABULARY)));
  const builtOn = todayInShanghai(new Date());
  const read = files
    .filter(each => !each.file.startsWith(VOCABULARY))
    .map(({ file, text }) => {
      const { programme, spans, findings } = readProgramme(text, file, vocabulary);
      if (programme === undefined) throw new Error(`${file} cannot be read: ${findings[0]?.what.en}`);
      return { programme, spans, file, text };
    });
  const sources = read.map((each): ProgrammeSource => {
    const versions = read.map(({ programme }) => programme).filter(({ id }) => id === each.programme.id);
    const options = { vocabulary, today: builtOn, versions };
    return { ...each, findings: checkProgramme(each.programme, each.spans, each.file, options) };
  });
  const compiled = await compileCatalogue(
    sources.map(each => each.programme),
    vocabulary,
  );
  const catalogue = loadCatalogue(compiled);
  const data = { catalogue, sources, builtOn, release: own.version };
  const feedbackMail = options["feedback-mail"];
  await writeSite({
    folder,
    compiled,
    data: feedbackMail === undefined ? data : { ...data, feedbackMail },
  });
}

/** An address as a mail program takes it; anything else would end up in a link. */
const MAIL = /^[^\s@?&/]+@[^\s@?&/]+\.[^\s@?&/]+$/;
const mail = options["feedback-mail"];
if (mail !== undefined && !MAIL.test(mail)) {
  console.error(
    `“${mail}”不是邮件地址，没有写入。写法如 --feedback-mail post@example.org / “${mail}” is no mail address; nothing was written. As in --feedback-mail post@example.org`,
  );
  process.exit(2);
}
const [named] = positionals;
const folder = path.resolve(named ?? path.join(root, ".data", "site"));
if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(path.join(folder, "index.html"))) {
  console.error(
    `${folder} 不是站点目录，且不为空，没有写入。请另指定目录。 / ${folder} holds something that is no site; nothing was written. Name another folder.`,
  );
  process.exit(2);
}
await writeCatalogueSite(folder);
console.log(folder);
