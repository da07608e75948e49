/** Words of sharing, exporting and printing. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  takeAway: ["带走结果", "Take the answers along"],
  print: ["打印（A4）", "Print (A4)"],
  compare: ["比较", "Compare"],
  export: ["导出表格", "Spreadsheet"],
  xlsx: ["Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)"],
  csvUtf8: ["CSV（UTF-8）", "CSV (UTF-8)"],
  csvGb: ["CSV（GB 18030，旧版 Excel）", "CSV (GB 18030, older Excel)"],
  exportSays: [
    "文件在本机生成，含全部测算结果、理由和出处。工作簿另含填写情况，包括信用代码。",
    "The file is made on this machine: every answer, its reason and its clause. The workbook also holds your facts, the credit code among them.",
  ],
  exported: ["已生成，请在下载里查看：", "Made; look among your downloads: "],
  exportFailed: ["没有生成文件，请重试", "The file was not made; please try again"],
  share: ["分享链接", "Share a link"],
  making: ["正在准备…", "Getting ready…"],
  shareBare: ["只分享页面", "The page alone"],
  shareBareSays: [
    "不含任何填写内容。对方打开后自己填写。",
    "Nothing of what you filled in. Whoever opens it fills in their own.",
  ],
  shareFacts: ["连同填写的情况", "With what is filled in"],
  shareFactsSays: [
    "链接里会写入下面这些内容。它们在 # 之后，浏览器不会把它们发给任何服务器；但拿到链接的人都能看到。",
    "The link will hold what is listed below. It stands after the #, which browsers send to no server; but whoever has the link can read it.",
  ],
  holds: ["会写入", "It will hold"],
  leavesOut: ["不会写入", "It will not hold"],
  leavesOutSays: [
    "统一社会信用代码、证书编号和发证机关；合同、项目、服务商的编号和名称只写成 1、2、3。",
    "The credit code, numbers and issuers of certificates; numbers and names of contracts, projects and providers become 1, 2, 3.",
  ],
  makeLink: ["生成链接", "Make the link"],
  link: ["链接", "Link"],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  notCopied: [
    "浏览器不允许复制，请选中后手动复制",
    "The browser does not allow it; select it and copy by hand",
  ],
  tooLong: [
    "内容太多，链接会被聊天软件截断，没有生成。请改用导出表格，或减少支出的笔数。",
    "There is too much for a link: messengers would cut it off, so none was made. Export a spreadsheet instead, or remove some spends.",
  ],
  nothingFilled: ["还没有填写任何情况", "Nothing is filled in yet"],

  sharedTitle: ["别人分享的情况", "Facts that somebody shared"],
  sharedNone: ["链接里没有填写的情况", "There are no facts in this link"],
  sharedNoneSays: [
    "这个地址用来打开别人分享的链接。链接可能在转发时被截掉了 # 之后的部分。",
    "This address opens links that somebody shared. The part after the # may have been lost on the way.",
  ],
  sharedBroken: ["链接不能使用", "The link cannot be used"],
  keptUntouched: ["您自己填写的内容没有改动。", "What you filled in yourself has not been touched."],
  sharedSays: [
    "下面是链接里的内容，只在您的浏览器里展开。",
    "This is what the link holds; it was unfolded in your browser only.",
  ],
  made: ["生成日期", "Made on"],
  withRelease: ["程序版本", "release"],
  otherCatalogue: [
    "生成链接之后政策目录有更新，结果可能与分享时不同。",
    "The catalogue has changed since the link was made; the answers may differ from what was shared.",
  ],
  notToday: [
    "链接没有写明测算日期，按今天测算。",
    "The link names no day for the answer; it is reckoned as of today.",
  ],
  unread: ["现在的目录不能识别，不计入", "not understood by the present catalogue, left out"],
  use: ["用这些情况测算", "Reckon with these"],
  haveOwn: [
    "这台电脑上已经填有别的情况。用链接里的替换？原来的会留着，可以撤销。",
    "Other facts are filled in on this machine. Replace them with those of the link? The old ones are kept and can be taken back.",
  ],
  unreadableOwn: [
    "这台电脑上存有本版本不能识别的填写内容。用链接里的替换？原来的会留着，可以撤销。",
    "This browser holds facts that this release cannot read. Replace them with those of the link? They are kept as they stand and can be taken back.",
  ],
  replace: ["替换", "Replace"],
  keepMine: ["保留我的", "Keep mine"],
  kept: ["没有改动，您填写的情况还在。", "Nothing was changed; your facts are still there."],
  replaced: ["已换成链接里的情况。", "The facts of the link are in place."],
  takeBack: ["撤销，恢复原来的", "Take back: restore mine"],
  takenBack: ["已恢复原来填写的情况。", "Your own facts are back."],
  toFit: ["去看测算结果", "See the answers"],
  toOwnFit: ["回到我的测算", "Back to my answers"],
  notKept: [
    "浏览器不允许保存，不能带到测算页。请允许本站使用本地存储后再打开链接。",
    "This browser keeps nothing, so the facts cannot be carried over. Allow this site local storage and open the link again.",
  ],
});
