/** Words about telling us of a fault. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  title: ["反馈本页的问题", "Report a problem with this page"],
  lead: [
    "写下问题后，连同页面、项目、版本一起复制，寄给维护者或主管部门。本站不会自动发送任何内容。",
    "Write what is wrong; it is copied together with the page, the programme and its version, for you to send. Nothing is sent by this site.",
  ],
  field: ["问题", "What is wrong"],
  whole: ["将要复制的内容", "What will be copied"],
  copy: ["复制", "Copy"],
  mail: ["用邮件程序打开", "Open in a mail program"],
  copied: ["已复制。", "Copied."],
  notCopied: [
    "浏览器不允许复制，请自行选中上面的文字。",
    "The browser does not allow copying; please select the text above.",
  ],
  subject: ["算券反馈", "Suanquan: feedback"],
  page: ["页面", "Page"],
  address: ["地址", "Address"],
  programme: ["项目", "Programme"],
  version: ["版本", "Version"],
  release: ["发行版", "Release"],
  catalogue: ["目录指纹", "Catalogue"],
});
