/** What the reader says about a file as YAML. */
import type { Bilingual } from "../../tree.ts";
import { bounded, error, plainYaml, type ReadingFinding, say, silentLoss } from "./wording.ts";

/** Findings about the file as YAML. */
export const yamlFindings = {
  "file-too-large": error(
    (v: { bytes: number; max: number }) =>
      say(
        `文件有 ${v.bytes} 字节，上限 ${v.max} 字节`,
        `the file has ${v.bytes} bytes; the limit is ${v.max}`,
      ),
    bounded,
    () => say("一个文件只写一个项目的一个版本", "keep one version of one programme in one file"),
  ),
  "too-many-pieces": error(
    (v: { max: number }) => say(`文件的条目超过 ${v.max} 个`, `the file has more than ${v.max} pieces`),
    bounded,
    () => say("请拆分文件", "split the file"),
  ),
  "too-deep": error(
    (v: { max: number }) => say(`嵌套超过 ${v.max} 层`, `the file is nested more than ${v.max} levels deep`),
    bounded,
    () => say("请检查是否多写了括号或连字符", "look for brackets or hyphens that are too many"),
  ),
  "not-utf-8": error(
    () => say("文件不是有效的 UTF-8 编码", "the file is not valid UTF-8"),
    say("其他编码（如 GB18030）会读出乱码", "another encoding, such as GB18030, would be read as garbage"),
    () => say("请另存为 UTF-8", "save it as UTF-8"),
  ),
  "byte-order-mark": {
    severity: "warning",
    what: () => say("文件开头有字节顺序标记（BOM）", "the file begins with a byte-order mark"),
    why: say("它不可见，比较文件时会造成差异", "it is invisible and makes files differ"),
    mend: () => say("请另存为不带 BOM 的 UTF-8", "save it as UTF-8 without a byte-order mark"),
  } satisfies ReadingFinding<Record<string, never>>,
  "invisible-character": error(
    (v: { code: string }) =>
      say(`这里有不可见字符 ${v.code}`, `an invisible character ${v.code} stands here`),
    say("它会使读到的与看到的不同", "it makes what is read differ from what is seen"),
    () => say("请删去它", "delete it"),
  ),
  "yaml-syntax": error(
    (v: { problem: Bilingual; hint?: Bilingual | undefined }) =>
      say(`不是合法的 YAML：${v.problem.zh}`, `this is not well-formed YAML: ${v.problem.en}`),
    say("写法有误，后面的内容无法可靠读出", "what follows cannot be read reliably"),
    v =>
      v.hint ??
      say(
        "请检查冒号后是否有空格、引号和括号是否成对、缩进是否一致",
        "look for a missing space after a colon, unpaired quotes or brackets, uneven indentation",
      ),
  ),
  "tab-indent": error(
    () => say("缩进用了制表符", "a tab is used for indentation"),
    say("YAML 的缩进只能用空格", "YAML is indented with spaces only"),
    () => say("请改用空格", "use spaces"),
  ),
  "several-documents": error(
    () => say("文件里有多个 YAML 文档（---）", "the file holds several YAML documents (---)"),
    plainYaml,
    () => say("一个文件只写一个文档", "keep one document in one file"),
  ),
  "anchor-or-alias": error(
    (v: { text: string }) => say(`用了锚点或别名 ${v.text}`, `an anchor or alias ${v.text} is used`),
    plainYaml,
    () => say("请把内容直接写出", "write the content out"),
  ),
  "merge-key": error(
    () => say("用了合并键 <<", "a merge key << is used"),
    plainYaml,
    () => say("请把内容直接写出", "write the content out"),
  ),
  "yaml-tag": error(
    (v: { text: string }) => say(`用了 YAML 标签 ${v.text}`, `a YAML tag ${v.text} is used`),
    plainYaml,
    () => say("请删去标签", "remove the tag"),
  ),
  "key-not-text": error(
    () => say("键不是文字", "this key is not a text"),
    plainYaml,
    () => say("键只能是一个词", "a key is a single word"),
  ),
  "duplicate-key": error(
    (v: { key: string; line: number }) =>
      say(`“${v.key}”在第 ${v.line} 行已经写过`, `\`${v.key}\` already stands in line ${v.line}`),
    say("重复的键只有一个会生效", "of two equal keys only one would count"),
    () => say("请保留一个", "keep one of them"),
  ),
  "comma-trap": error(
    (v: { text: string }) =>
      say(
        `英文逗号在 {} 和 [] 里是分隔符，“${v.text}”被当成了另一项`,
        `a comma parts items inside {} and [], so \`${v.text}\` is read as another item`,
      ),
    say("内容会在无提示的情况下被截断", "the text before it would be cut short silently"),
    () =>
      say(
        "请给整段文字加引号，或改用中文逗号；金额不要写千分位",
        "put the whole text in quotes; write amounts without separators",
      ),
  ),
  "empty-file": error(
    () => say("文件是空的", "the file is empty"),
    silentLoss,
    () => say("请写入内容", "write something into it"),
  ),
} as const;
