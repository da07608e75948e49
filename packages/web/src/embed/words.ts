/** Words of the embedded calculator, and of the page that gives out its code. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  noneNamed: ["没有写明要测算哪一个项目", "No programme is named"],
  noneNamedWhy: [
    "嵌入代码里的 programme 属性是空的。请网站管理员填上项目编号，例如 cn-guizhou/suanli。",
    "The attribute programme of the code is empty. The site's keeper should put in a programme, as in cn-guizhou/suanli.",
  ],
  unknown: ["目录里没有这个项目", "The catalogue has no such programme"],
  unknownWhy: [
    "可能写错了编号，或者项目已改名。请网站管理员核对嵌入代码；也可以在算券里查找。",
    "The name may be mistyped, or the programme renamed. The site's keeper should check the code; or look it up in Suanquan.",
  ],
  find: ["在算券里查找", "Look it up in Suanquan"],
  facts: ["填写情况", "Your facts"],
  factsHint: [
    "知道多少填多少，没填的按未知处理。只在浏览器内计算，不上传、不保存。",
    "Fill in what you know; the rest counts as unknown. Reckoned in this browser; nothing is sent or kept.",
  ],
  nothingToAsk: ["这个项目没有可填的情况。", "There is nothing to fill in for this programme."],
  answer: ["测算结果", "Result"],
  empty: [
    "填写上面的情况，这里就给出金额和理由。",
    "Fill in the facts above; the amount and its reasons will stand here.",
  ],
  due: ["应得", "Due"],
  off: ["减免", "Taken off"],
  ceiling: ["最高可达", "At the most"],
  payable: ["优惠后应付", "Left to pay"],
  ceilingIsNot: ["“最高可达”是上限，不是应得额。", "“At the most” is a ceiling, not an entitlement."],
  why: ["怎么算的", "How it is reckoned"],
  clear: ["清空", "Clear"],
  full: ["在算券里看全部券", "All vouchers in Suanquan"],
  office: ["主管部门", "Office"],
  asOf: ["截至", "As of"],
  orientation: [
    "测算只供参考，以主管部门的文件和决定为准。",
    "For orientation; the office's own texts and decisions count.",
  ],
  faulty: ["有填写不能识别，暂未计入", "Some entries are not understood and left out for now"],

  pageTitle: ["把一个项目嵌入您的网站", "Put a programme on your own site"],
  pageSays: [
    "局里的网站、园区的网站，都可以放一个项目的计算器。访客填的内容只在访客自己的浏览器里计算，不经过算券，也不经过您的网站。",
    "A bureau's or a park's site can carry the calculator of one programme. What visitors fill in is reckoned in their own browser; it reaches neither Suanquan nor your site.",
  ],
  programme: ["项目", "Programme"],
  language: ["语言", "Language"],
  chinese: ["中文", "中文 (Chinese)"],
  english: ["English（英文）", "English"],
  theme: ["颜色", "Colours"],
  auto: ["随访客系统", "As the visitor's system"],
  light: ["浅色", "Light"],
  dark: ["深色", "Dark"],
  code: ["代码", "Code"],
  elementCode: [
    "推荐：自定义元素，高度随内容变化",
    "Recommended: a custom element that grows with its content",
  ],
  frameCode: [
    "不便加载外部脚本时：固定高度的框架",
    "Where no outside script may be loaded: a frame of fixed height",
  ],
  preview: ["预览", "Preview"],
  requirements: ["您的网站要满足什么", "What your site must allow"],
  policyHint: [
    "如果您的网站设了内容安全策略，请在 script-src 和 frame-src 里加上本站：",
    "If your site sends a content security policy, add this site to script-src and frame-src:",
  ],
  hostHint: [
    "本站由静态文件构成：也可以整个放到您自己的服务器上，再从那里嵌入。放在别处时，请让服务器只对 embed/ 允许被框架引用，并允许外站加载 embed.js。",
    "This site is static files: you can host it on a server of your own and embed it from there. Let that server allow framing for embed/ only, and let other sites load embed.js.",
  ],
});
