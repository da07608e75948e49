/**
 * Every way in which a command may say no: a closed table. `{name}` in a sentence is filled from the refusal's values.
 * `status` is the HTTP status that fits; `cure` says what would be right.
 */
interface RefusalMeaning {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly cure: { readonly zh: string; readonly en: string };
}

const says = (status: number, zh: string, en: string, cureZh: string, cureEn: string): RefusalMeaning => ({
  status,
  zh,
  en,
  cure: { zh: cureZh, en: cureEn },
});

const TABLE = {
  malformed: says(
    400,
    "请求不合格式：{what}。",
    "The request is malformed: {what}.",
    "按接口文档更正该字段。",
    "Mend the field as the reference says.",
  ),
  "not-found": says(
    404,
    "没有这个对象：{what}。",
    "There is no such thing: {what}.",
    "核对编号；只能看到本单位的对象。",
    "Check the number; only your own office's things are visible.",
  ),
  "not-your-role": says(
    403,
    "您的角色不能办理此事；可办理的角色：{roles}。",
    "Your role may not do this; these may: {roles}.",
    "请由有权角色办理。",
    "Ask somebody who holds one of those roles.",
  ),
  "own-case": says(
    403,
    "不得审批自己经手的事项。",
    "Nobody approves what they themselves handled.",
    "请由另一人办理。",
    "Ask a second person.",
  ),
  "conflict-of-interest": says(
    403,
    "已申报利益冲突，须回避。",
    "A conflict of interest is declared; you must stand back.",
    "请由他人办理。",
    "Ask somebody else.",
  ),
  "conflict-undeclared": says(
    409,
    "请先声明有无利益冲突。",
    "Declare first whether you have a conflict of interest.",
    "先提交利益冲突声明。",
    "Submit the declaration first.",
  ),
  "wrong-state": says(
    409,
    "目前状态为“{state}”，不能办理“{event}”；可办理：{may}。",
    "The state is “{state}”, which does not allow “{event}”; allowed now: {may}.",
    "刷新后按可办理的事项操作。",
    "Reload, and choose what is allowed now.",
  ),
  stale: says(
    412,
    "内容已被他人更改（现为第 {revision} 版）。",
    "Somebody else changed it meanwhile (it is now revision {revision}).",
    "读取最新内容后再改。",
    "Read it again, then change it.",
  ),
  busy: says(
    409,
    "另一操作正在办理此对象。",
    "Another operation on this is under way.",
    "稍后用同一个键重试。",
    "Try again shortly with the same key.",
  ),
  overloaded: says(
    503,
    "同时办理的太多，这一笔没有受理。",
    "Too much is under way at once; this one was not taken.",
    "{seconds} 秒后用同一个键再试。",
    "Try again with the same key in {seconds} seconds.",
  ),
  "key-reused": says(
    409,
    "同一个幂等键已用于内容不同的请求。",
    "The idempotency key was used before with other content.",
    "换一个新键。",
    "Use a new key.",
  ),
  "guard-failed": says(
    409,
    "不满足条件：{what}。",
    "A condition is not met: {what}.",
    "满足该条件后再办理。",
    "Meet the condition first.",
  ),
  "reason-needed": says(
    422,
    "须写明理由。",
    "A reason is needed.",
    "填写理由代码和说明。",
    "Give a reason code and a text.",
  ),
  "reason-unknown": says(
    422,
    "“{event}”没有理由代码“{reason}”；可用：{may}。",
    "“{event}” has no reason code “{reason}”; there are: {may}.",
    "选用列出的理由代码。",
    "Choose one of those listed.",
  ),
  "evidence-missing": says(
    422,
    "缺少材料：{what}。",
    "Evidence is missing: {what}.",
    "上传或选用已有材料。",
    "Upload it, or choose one that is held already.",
  ),
  "evidence-type": says(
    415,
    "不接受此类文件：{what}。",
    "Files of this kind are not accepted: {what}.",
    "接受：{accepts}。",
    "Accepted: {accepts}.",
  ),
  "evidence-size": says(
    413,
    "文件过大：{size} 字节，上限 {max} 字节。",
    "The file is too large: {size} bytes; the limit is {max}.",
    "压缩或拆分后再传。",
    "Make it smaller, or split it.",
  ),
  "evidence-damaged": says(
    422,
    "文件无法读取：{what}。",
    "The file cannot be read: {what}.",
    "重新导出后上传。",
    "Export it again, then upload.",
  ),
  "programme-faulty": says(
    422,
    "项目文件有 {count} 处错误：{what}。",
    "The programme file has {count} error(s): {what}.",
    "按提示修改后重新载入。",
    "Mend it as told, then load it again.",
  ),
  "programme-not-usable": says(
    409,
    "项目文件的效力状态为“{standing}”，不能据以办理。",
    "The programme's standing is “{standing}”; nothing can be run on it.",
    "待文件正式施行。",
    "Wait until its document is in force.",
  ),
  "programme-frozen": says(
    423,
    "项目已被冻结：{why}。",
    "The programme is frozen: {why}.",
    "由审计解除冻结。",
    "The auditor must lift the freeze.",
  ),
  "version-not-newer": says(
    409,
    "本单位已在执行同一项目的 {version} 版，这一版不比它新。",
    "The office already runs version {version} of this programme, and this one is no newer.",
    "载入更新的版本；或先终止在执行的版本。",
    "Load a newer version, or end the one that is running first.",
  ),
  "version-deciding": says(
    409,
    "同一项目的 {version} 版还有批次在受理或决定：{rounds}；其中的事项按该版办完。",
    "Version {version} of this programme has rounds that still take or decide cases: {rounds}. Their cases keep that version.",
    "先把这些批次转入兑付，再发布新版。",
    "Take those rounds over to settlement, then publish this version.",
  ),
  "version-replaced": says(
    409,
    "{version} 版已被新版替代，不再受理；已经发放的照旧使用、兑付。",
    "Version {version} has been replaced by a newer one and takes nothing more; what was given is used and paid as before.",
    "在新版（{by}）下办理。",
    "Use the newer version ({by}).",
  ),
  "mode-missing": says(
    409,
    "项目办理方式为“{mode}”，不适用此操作。",
    "The programme's delivery mode is “{mode}”; this does not apply to it.",
    "按项目方式办理。",
    "Follow the programme's own mode.",
  ),
  "question-unsettled": says(
    409,
    "涉及资金的问题尚无口径：{questions}。",
    "Questions that touch money have neither a ruling nor a role that decides per case: {questions}.",
    "先发布口径，或指定逐案决定的角色。",
    "Issue rulings, or name the role that decides per case.",
  ),
  "rules-unheld": says(
    409,
    "项目文件中有办理时守不住的规定：{what}。",
    "The programme says what running it could not hold: {what}.",
    "就所列之处发布口径，或修改项目文件。",
    "Issue rulings on the places named, or change the programme's file.",
  ),
  "ruling-unknown": says(
    422,
    "问题“{question}”没有答案“{reading}”；可选：{may}。",
    "Question “{question}” has no reading “{reading}”; there are: {may}.",
    "选用列出的答案。",
    "Choose one of those listed.",
  ),
  "facts-faulty": says(
    422,
    "事实有误：{what}。",
    "Some facts cannot be understood: {what}.",
    "按提示更正。",
    "Mend them as told.",
  ),
  "facts-not-yours": says(
    422,
    "不得陈述属于他人的事实：{what}。",
    "These facts are not yours to state: {what}.",
    "只陈述本订单的事实。",
    "State facts of the order alone.",
  ),
  "facts-missing": says(
    422,
    "缺少事实：{what}。",
    "Facts are missing: {what}.",
    "补充后再提交。",
    "Add them, then submit.",
  ),
  "facts-stale": says(
    422,
    "以下事实陈述已超过 {days} 天，须重新陈述：{what}。",
    "These facts were stated more than {days} days ago and must be stated again: {what}.",
    "在本次申请中重新填写这些事实（没有变化的照写）。",
    "State them again with this claim, also where nothing has changed.",
  ),
  "not-eligible": says(
    422,
    "按规则不符合条件：{why}。",
    "Not eligible under the rules: {why}.",
    "核对事实；确需例外的须由两人办理。",
    "Check the facts; an exception needs two people.",
  ),
  undecided: says(
    409,
    "按规则尚不能得出结论：{why}。",
    "The rules give no decision yet: {why}.",
    "补充事实、发布口径或逐案决定。",
    "Add facts, issue a ruling, or decide the case.",
  ),
  "amount-above": says(
    422,
    "金额 {asked} 超出上限 {most}。",
    "The amount {asked} is above the most allowed, {most}.",
    "减少金额。",
    "Ask for less.",
  ),
  "amount-below": says(
    422,
    "金额 {asked} 低于下限 {least}。",
    "The amount {asked} is below the least allowed, {least}.",
    "增加金额。",
    "Ask for more.",
  ),
  "pool-exhausted": says(
    409,
    "资金不足：尚余 {left}。",
    "The pool does not hold enough: {left} left.",
    "减少金额，或待资金释放。",
    "Ask for less, or wait until money is freed.",
  ),
  "limit-reached": says(
    409,
    "超出限额（{account}）：尚余 {left}。",
    "Over the limit of {account}: {left} left.",
    "减少金额。",
    "Ask for less.",
  ),
  "times-used": says(
    409,
    "次数已经用完：限 {most} 次。",
    "It has been given as often as it may be: {most} time(s).",
    "核对该对象此前获得的次数。",
    "Check how often it has been given before.",
  ),
  "identity-missing": says(
    422,
    "本项限额按“{what}”计，须写明是哪一个，且一件申请只写一个。",
    "A limit counts per “{what}”: the case must name it, and no more than one.",
    "补充该事实；涉及多个的分开申请。",
    "State that fact; apply for each one separately.",
  ),
  "party-unverified": says(
    409,
    "限额由关联企业合并计算，须先申报并核对主体信息与关联方：{what}。",
    "Related firms share a limit; who this one is related to must be declared and verified first: {what}.",
    "企业申报信用代码与关联方，受理员核对后再办理。",
    "The firm declares its credit code and relations, an officer verifies them, then go on.",
  ),
  "amount-not-faces": says(
    422,
    "金额 {asked} 不能由规定的面额和张数组成；不超过它的最大组合是 {most}。",
    "The faces and the number of vouchers allowed do not make {asked}; the most below it is {most}.",
    "改为能够组成的金额。",
    "Give a sum that they make.",
  ),
  "pool-within": says(
    409,
    "资金池 {pool} 归入 {paying}，自身不存资金。",
    "Pool {pool} is a part of {paying} and holds no money of its own.",
    "在 {paying} 办理。",
    "Do it with {paying}.",
  ),
  "money-refused": says(
    409,
    "账本未受理：{outcome}。",
    "The ledger refused: {outcome}.",
    "按说明更正后用新键重试。",
    "Mend what is named, then try again with a new key.",
  ),
  "money-unknown": says(
    503,
    "账本未在期限内答复。",
    "The ledger gave no definite answer in time.",
    "用同一个键再问。",
    "Ask again with the same key.",
  ),
  "voucher-not-active": says(
    409,
    "券的状态为“{state}”，不能使用。",
    "The voucher is “{state}” and cannot be used.",
    "核对券的状态。",
    "Check the voucher's state.",
  ),
  "voucher-expired": says(
    410,
    "券已于 {on} 到期。",
    "The voucher expired on {on}.",
    "不能再用。",
    "It can no longer be used.",
  ),
  "voucher-forged": says(
    422,
    "券码签名无效。",
    "The voucher code's signature is not valid.",
    "重新扫描，或报告办理单位。",
    "Scan again, or report it to the office.",
  ),
  "transfer-refused": says(
    422,
    "券不得转让。",
    "A voucher cannot be transferred.",
    "由券的持有人使用。",
    "Its holder must use it.",
  ),
  "hold-ended": says(
    409,
    "预留已结束：{why}。",
    "The hold has ended: {why}.",
    "重新预留。",
    "Make a new hold.",
  ),
  "not-this-provider": says(
    403,
    "此事属于另一服务商。",
    "This belongs to another provider.",
    "由该服务商办理。",
    "That provider must do it.",
  ),
  "related-parties": says(
    422,
    "持券人不得在本单位核销自己的券。",
    "A voucher is not redeemed at its holder's own.",
    "在无关联的服务商处使用。",
    "Use it at an unrelated provider.",
  ),
  "run-changed": says(
    409,
    "预览后的结果已变：应确认的哈希为 {hash}。",
    "The result differs from the preview; the hash to confirm is {hash}.",
    "重新查看预览后确认。",
    "Look at the preview again, then confirm.",
  ),
  "ranking-open": says(
    409,
    "排序未定：{what}。",
    "The ranking is not settled: {what}.",
    "先发布并列与末位的口径。",
    "Issue a ruling on ties and the last row first.",
  ),
  "notice-running": says(
    409,
    "公示至 {until}（含当日）。",
    "The public notice runs until {until} (inclusive).",
    "公示期满后办理。",
    "Wait until it has ended.",
  ),
  "objection-open": says(
    409,
    "尚有异议未处理。",
    "An objection is still open.",
    "先处理异议。",
    "Settle the objection first.",
  ),
  "rank-too-low": says(
    403,
    "金额 {amount} 需 {count} 位不低于第 {rank} 级的决定人。",
    "The amount {amount} needs {count} decider(s) of rank {rank} or higher.",
    "由相应级别办理。",
    "Ask deciders of that rank.",
  ),
  "account-unverified": says(
    409,
    "收款账户未核验：{what}。",
    "The payee's account is not verified: {what}.",
    "由另一人核验账户。",
    "A second person must verify it.",
  ),
  "account-frozen": says(
    423,
    "付款批次进行中，收款账户冻结。",
    "The account is frozen while a batch is being paid.",
    "批次完成后再变更。",
    "Change it when the batch is done.",
  ),
  "result-unknown": says(
    422,
    "付款结果中有不认识的行：{what}。",
    "The payment result has rows that match nothing: {what}.",
    "核对批次和行号。",
    "Check the batch and the row numbers.",
  ),
  duplicate: says(
    409,
    "重复：{what}。",
    "A duplicate: {what}.",
    "由受理员处理该发现。",
    "The desk officer must settle the finding.",
  ),
  "finding-open": says(
    409,
    "尚有未处理的发现：{what}。",
    "Findings are not settled yet: {what}.",
    "先处理发现。",
    "Answer the findings first.",
  ),
  "score-hidden": says(
    403,
    "自己评分提交之前不能查看他人评分。",
    "Others' scores stay hidden until your own is in.",
    "先提交自己的评分。",
    "Submit your own score first.",
  ),
} as const satisfies Readonly<Record<string, RefusalMeaning>>;

export type RefusalCode = keyof typeof TABLE;
export const REFUSALS: Readonly<Record<RefusalCode, RefusalMeaning>> = TABLE;

export const isRefusalCode = (word: string): word is RefusalCode => Object.hasOwn(TABLE, word);

export type RefusalValues = Readonly<Record<string, string | number>>;

const fill = (text: string, values: RefusalValues): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A refusal of the domain: not an error of the program, but an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly values: RefusalValues;

  constructor(code: RefusalCode, values: RefusalValues = {}) {
    const { zh, en } = REFUSALS[code];
    super(`${fill(zh, values)} / ${fill(en, values)}`);
    this.name = "Refusal";
    this.code = code;
    this.values = values;
  }

  /** HTTP status that fits. */
  get status(): number {
    return REFUSALS[this.code].status;
  }

  /** The sentence and the cure in one language. */
  in(language: "zh" | "en"): { readonly says: string; readonly cure: string } {
    const meaning = REFUSALS[this.code];
    return { says: fill(meaning[language], this.values), cure: fill(meaning.cure[language], this.values) };
  }
}
