/** Words that stand on every page. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  title: ["算券", "Suanquan"],
  subtitle: ["各地政府券，一查便知", "What government vouchers are worth to you"],
  skip: ["跳到正文", "Skip to the content"],
  navigation: ["主导航", "Main"],
  find: ["查找", "Find"],
  fit: ["测算", "What fits us"],
  calendar: ["日历", "Calendar"],
  compare: ["比较", "Compare"],
  about: ["说明", "About"],
  aboutLong: ["怎样测算、来源等级", "How it reckons, grades of sources"],
  privacy: ["隐私", "Privacy"],
  embedding: ["嵌入到您的网站", "On your own site"],
  offline: ["断网使用", "Without a network"],
  accessibility: ["无障碍声明", "Accessibility"],
  writtenOn: ["本站写成于", "This site was written on"],
  release: ["版本", "release"],
  otherLanguage: ["English", "中文"],
  settings: ["显示", "Display"],
  theme: ["深色", "Dark"],
  largeText: ["大字", "Large"],
  footer: [
    "测算只供参考，以主管部门的文件和决定为准。所填内容只在本机浏览器内计算，不上传。",
    "The figures are for orientation; the office's own texts and decisions count. What you fill in stays in this browser.",
  ],
  needsScript: [
    "查找和测算在浏览器内进行，需要启用 JavaScript；各项目的页面没有它也能阅读。",
    "Search and reckoning happen in your browser and need JavaScript; the pages of the programmes can be read without it.",
  ],
});
