/**
 * Every way in which the HTTP side says no before or beside the domain: a closed table. Together with the domain's
 * `REFUSALS` these are all the problem codes of the API. `{name}` in a sentence is filled from the fault's values.
 */
import { REFUSALS, type RefusalCode } from "@suanquan/programmes";

interface Meaning {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly cure: { readonly zh: string; readonly en: string };
}

const says = (status: number, zh: string, en: string, cureZh: string, cureEn: string): Meaning => ({
  status,
  zh,
  en,
  cure: { zh: cureZh, en: cureEn },
});

const TABLE = {
  "not-json": says(
    400,
    "请求正文不是 JSON 对象。",
    "The body is not a JSON object.",
    "发送 application/json，编码 UTF-8。",
    "Send application/json in UTF-8.",
  ),
  "bad-request": says(
    400,
    "请求本身有误。",
    "The request itself is malformed.",
    "核对地址与首部。",
    "Check the address and the headers.",
  ),
  "key-missing": says(
    400,
    "此操作涉及资金，须带 Idempotency-Key 首部。",
    "This moves money and needs an Idempotency-Key header.",
    "为每一笔新操作生成一个新键（1–100 个字母、数字或 . _ : -）。",
    "Make a new key for each new operation (1–100 letters, digits or . _ : -).",
  ),
  "key-malformed": says(
    400,
    "Idempotency-Key 格式有误。",
    "The Idempotency-Key is out of form.",
    "用 1–100 个字母、数字或 . _ : -，例如 UUID。",
    "Use 1–100 letters, digits or . _ : -, such as a UUID.",
  ),
  "not-signed-in": says(
    401,
    "没有登录，或凭证无效。",
    "Not signed in, or the credential is not valid.",
    "登录，或在 Authorization 首部带上 API 密钥。",
    "Sign in, or send an API key in the Authorization header.",
  ),
  "sign-in-refused": says(
    401,
    "登录未成功。",
    "The sign-in did not succeed.",
    "核对账号、口令和验证码。",
    "Check the account, the password and the code.",
  ),
  "second-factor-needed": says(
    403,
    "此角色须先启用第二验证因素。",
    "This role needs a second factor first.",
    "在账户设置中启用动态口令，再重新登录。",
    "Turn on one-time codes in your account, then sign in again.",
  ),
  "no-membership": says(
    403,
    "您不是任何单位的成员。",
    "You are not a member of any organisation.",
    "请安全管理员将您加入单位。",
    "Ask the security administrator to add you to one.",
  ),
  "membership-unclear": says(
    400,
    "您属于多个单位，须说明以哪一个办理：{may}。",
    "You are a member of several organisations; say for which you act: {may}.",
    "在 Suanquan-Member 首部写明成员编号。",
    "Name the membership in the Suanquan-Member header.",
  ),
  "foreign-origin": says(
    403,
    "请求来自另一个网站。",
    "The request comes from another web site.",
    "在本站页面中操作；程序请用 API 密钥。",
    "Act on this site's own pages; programs use an API key.",
  ),
  "no-such-endpoint": says(
    404,
    "没有这个接口。",
    "There is no such endpoint.",
    "见 /api/reference。",
    "See /api/reference.",
  ),
  "method-not-allowed": says(
    405,
    "这个地址不接受此方法；可用：{may}。",
    "This address does not take the method; it takes {may}.",
    "见 /api/reference。",
    "See /api/reference.",
  ),
  "body-too-large": says(
    413,
    "请求正文过大，上限 {max} 字节。",
    "The body is too large; the limit is {max} bytes.",
    "减小内容。",
    "Send less.",
  ),
  "body-too-deep": says(
    400,
    "JSON 嵌套过深，上限 {max} 层。",
    "The JSON is nested too deeply; the limit is {max} levels.",
    "减少层数。",
    "Nest less.",
  ),
  "media-type": says(
    415,
    "只接受 application/json。",
    "Only application/json is accepted.",
    "改用 application/json。",
    "Send application/json.",
  ),
  "if-match-missing": says(
    428,
    "修改须带 If-Match 首部。",
    "A change needs an If-Match header.",
    "先读取，再把 ETag 放进 If-Match。",
    "Read it first and send its ETag in If-Match.",
  ),
  "if-match-malformed": says(
    400,
    "If-Match 首部有误。",
    "The If-Match header is malformed.",
    "原样使用读取时得到的 ETag。",
    "Use the ETag exactly as it was given.",
  ),
  "too-many-requests": says(
    429,
    "请求过于频繁。",
    "Too many requests.",
    "{seconds} 秒后再试。",
    "Try again in {seconds} seconds.",
  ),
  "locked-out": says(
    429,
    "登录失败次数过多，暂时锁定。",
    "Locked for a while after too many failed sign-ins.",
    "{seconds} 秒后再试，或请安全管理员解锁。",
    "Try again in {seconds} seconds, or ask the security administrator.",
  ),
  "roles-incompatible": says(
    409,
    "同一人不得兼任：{why}",
    "One person may not hold both: {why}",
    "由不同的人担任。",
    "Give the roles to different people.",
  ),
  "role-misplaced": says(
    422,
    "“{role}”不属于“{kind}”类单位。",
    "“{role}” is not held in an organisation of kind “{kind}”.",
    "选用该类单位的角色。",
    "Choose a role of that kind of organisation.",
  ),
  "address-refused": says(
    422,
    "不接受此接收地址：{why}。",
    "The receiving address is not accepted: {why}.",
    "用公网可达的 https 地址。",
    "Use an https address that the public network reaches.",
  ),
  "in-question": says(
    503,
    "暂时无法得到确切结果。",
    "No definite answer can be had right now.",
    "稍后用同一个键再问。",
    "Ask again shortly with the same key.",
  ),
  internal: says(
    500,
    "服务器内部出错，编号 {trace}。",
    "A fault inside the server, number {trace}.",
    "用同一个键再试；仍不行请把编号告诉管理员。",
    "Try again with the same key; if it stays, tell the administrator the number.",
  ),
} as const satisfies Readonly<Record<string, Meaning>>;

export type FaultCode = keyof typeof TABLE;
export const FAULTS: Readonly<Record<FaultCode, Meaning>> = TABLE;

/** Every code that an answer of the API may carry, the domain's included. */
export const PROBLEM_CODES: readonly (FaultCode | RefusalCode)[] = [
  ...(Object.keys(FAULTS) as FaultCode[]),
  ...(Object.keys(REFUSALS) as RefusalCode[]),
];

type Values = Readonly<Record<string, string | number>>;

/** A fault of the HTTP side: an answer, not an error of the program. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly values: Values;

  constructor(code: FaultCode, values: Values = {}) {
    super(code);
    this.name = "Fault";
    this.code = code;
    this.values = values;
  }

  get status(): number {
    return FAULTS[this.code].status;
  }

  /** The sentence and the cure in one language. */
  in(language: "zh" | "en"): { readonly says: string; readonly cure: string } {
    const meaning = FAULTS[this.code];
    const fill = (text: string): string =>
      text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(this.values[name] ?? whole));
    return { says: fill(meaning[language]), cure: fill(meaning.cure[language]) };
  }
}
