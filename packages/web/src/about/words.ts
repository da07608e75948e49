/** Words of the page that explains the site. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  title: ["怎样测算，怎样读结果", "How it reckons, and how to read the answers"],
  lead: [
    "每项政策按来源写成一个文件，网页上的金额、条件、材料和日期都由这个文件算出，每个数都能查到依据的条款。",
    "Each policy is written once, from its sources, as one file. Every amount, condition, document and date on these pages comes from that file, and every figure names the clause it rests on.",
  ],
  catalogue: ["目录", "The catalogue"],
  holds: [
    "目录收有 {programmes} 个项目的 {versions} 个版本，使用 {facts} 项情况。已失效的和征求意见的项目也保留，并注明状态。",
    "The catalogue holds {versions} versions of {programmes} programmes, and asks for {facts} facts in all. Programmes that have ended and drafts stay in it, and say what they are.",
  ],
  hash: ["本站所用目录的指纹（SHA-256）：", "Fingerprint of the catalogue behind this site (SHA-256):"],
});

export interface Passage {
  readonly zh: string;
  readonly en: string;
}
interface Section {
  readonly id: string;
  readonly title: Passage;
  readonly says: readonly Passage[];
}

export const SECTIONS: readonly Section[] = [
  {
    id: "reckoning",
    title: { zh: "怎样测算", en: "How an amount arises" },
    says: [
      {
        zh: "依次是：计算基数，乘以比例或对应档次，看是否达到最低额，再套各项限额，最后看资金余额。金额以分为单位精确计算，只在文件写明的地方舍入；文件没有写明的，推定取到分、分以下舍去，并注明是推定。",
        en: "In this order: the base, times the rate or the tier, then the minimum, then the limits, then what the pool has left. Amounts are exact to the fen and rounded only where the text says so; where it is silent, what is below one fen is cut off, and that presumption is shown.",
      },
      {
        zh: "同一笔支出能享受几项时，按文件的规定相加、择高或互斥；各项补助合计不会超过所购的价款。",
        en: "Where one spending has several benefits they are added, the highest is taken, or they exclude each other, as the text says. Subsidies together never exceed the price of what was bought.",
      },
      {
        zh: "没有填写的情况既不当作零，也不当作否：金额写成范围，并指出还需要知道什么。",
        en: "What you have not filled in counts neither as zero nor as no: the amount becomes a range, and the answer says what else must be known.",
      },
    ],
  },
  {
    id: "ceiling",
    title: { zh: "应得额和上限", en: "What is due, and what is only a ceiling" },
    says: [
      {
        zh: "“按 30% 补助”是应得额；“不超过 30%”“最高”“经评审”只是上限，实际可能是上限以内的任何数，也可能是零。本站把两者分开写，不把上限当作应得额。",
        en: "“30% is granted” is what is due. “Not more than 30%”, “up to” and “subject to review” only set a ceiling: the award may be anything below it, nothing included. These pages keep the two apart and never show a ceiling as what is due.",
      },
      {
        zh: "资金有总额的项目，券面金额也不是承诺：先到先得或按批次分配的，资金用完即止。",
        en: "Where a pool is limited, even the face of a voucher is no promise: once the pool is used up, nothing more is paid.",
      },
    ],
  },
  {
    id: "open",
    title: { zh: "待明确的问题", en: "Open questions" },
    says: [
      {
        zh: "文件没有说清的地方，本站不替它猜，而是列出问题和每一种解释，按各种解释分别算出金额，并写明应由谁来明确。各页面列出的口径均以主管部门的答复为准。",
        en: "Where a text stops short, nothing is guessed. The question is recorded with each reading of it, the amount is reckoned under every one, and the page says who must settle it. The office's own answer decides.",
      },
    ],
  },
  {
    id: "grades",
    title: { zh: "来源等级", en: "Grades of sources" },
    says: [
      {
        zh: "等级说明内容是从哪里看到的。等级越低，越应当向主管部门核对。",
        en: "The grade says where the content was seen. The lower it is, the more it should be checked with the office.",
      },
    ],
  },
  {
    id: "standing",
    title: { zh: "政策状态", en: "Standing of a policy" },
    says: [
      {
        zh: "印发、施行、失效和申领期间是四件不同的事。状态按当天判断；征求意见稿和已失效的项目只作假设测算。",
        en: "Issue, effect, expiry and the window for claims are four different things. The standing is judged as of the day; drafts and ended programmes are reckoned only as a what-if.",
      },
    ],
  },
  {
    id: "privacy",
    title: { zh: "隐私", en: "Privacy" },
    says: [
      {
        zh: "所有测算都在浏览器里进行。填写的内容不发送到任何服务器；本站没有统计脚本、Cookie 和第三方资源，也不使用网络字体。",
        en: "All reckoning happens in your browser. What you fill in is sent to no server. There are no counters, no cookies, nothing from third parties, and no web fonts.",
      },
      {
        zh: "为了下次接着填，所填内容和显示设置可以保存在本机浏览器里，随时可以清除。共享链接只在您选择之后才带上所填情况。反馈只复制到剪贴板或在您的邮件程序中打开，由您自己决定是否寄出。",
        en: "So that you can go on later, your facts and display settings can be kept in this browser, and erased at any time. A share link carries your facts only if you ask for it. Feedback is copied or opened in your mail program; whether it is sent is up to you.",
      },
    ],
  },
  {
    id: "offline",
    title: { zh: "离线使用", en: "Without a network" },
    says: [
      {
        zh: "第一次打开之后，查找、测算等页和整个政策目录就存在本机浏览器里，断网也能用；项目页看过的随看随存，其余的在空闲时存入。页脚的“断网使用”列出存了哪些。有新版本时会提示，由您决定何时更新。",
        en: "After the first visit the search, the calculator and the whole catalogue are kept in this browser and work without a network; the programmes' pages are kept when they are read, the others when there is time. “Without a network” at the foot of each page lists what is kept. A newer version is offered, never forced on you.",
      },
    ],
  },
  {
    id: "accessibility",
    title: { zh: "无障碍声明", en: "Accessibility" },
    says: [
      {
        zh: "本站按《Web 内容无障碍指南》（WCAG）2.2 的 AA 级建设：全部功能可只用键盘完成，可用屏幕阅读器阅读，提供大字和深色显示，放大到 200% 或在 390 像素宽的屏幕上不需要左右滚动；每幅图都配有同样内容的表格。",
        en: "The site is built to level AA of the Web Content Accessibility Guidelines (WCAG) 2.2: everything can be done by keyboard alone and read by a screen reader; there are large type and dark colours; at 200% zoom or 390 pixels nothing scrolls sideways; every chart has a table that says the same.",
      },
      {
        zh: "每次发布前，每个页面都用自动检查工具 axe 在两种语言、浅色和深色下检查。尚未由残障人士实际试用；自动检查不能代替人的试用。文件标题保留中文原文，英文页面也不翻译。",
        en: "Before each release every page is checked with axe, in both languages and both colour schemes. It has not yet been tried by people with disabilities, and no automatic check can stand in for that. Titles of documents stay in Chinese on English pages too.",
      },
    ],
  },
];
