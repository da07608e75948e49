/** The pages on which answers are compared, shared, printed, and put on other sites. */
import { ComparePage } from "../compare/compare-page.tsx";
import { EmbeddingPage, EmbedPage } from "../embed/embed-page.tsx";
import { PrintPage, SharedPage } from "../share/share-pages.tsx";
import type { SiteData } from "../site-data.ts";
import type { SitePage } from "./site-page.ts";

export function pagesToTakeAway(data: SiteData): readonly SitePage[] {
  return [
    {
      path: "compare/",
      title: { zh: "比较", en: "Compare" },
      description: {
        zh: "同一笔支出，各地各券并排比较：比例、限额、应得、上限、还缺什么。",
        en: "One spending beside every voucher: rate, limit, what is due, the ceiling, what is missing.",
      },
      islands: ["compare"],
      body: language => <ComparePage data={data} language={language} />,
    },
    {
      path: "shared/",
      title: { zh: "别人分享的情况", en: "Facts that somebody shared" },
      description: {
        zh: "打开别人分享的链接，看里面有什么，再决定是否采用。",
        en: "Open a shared link, see what it holds, and decide whether to use it.",
      },
      islands: ["received"],
      body: language => <SharedPage data={data} language={language} />,
    },
    {
      path: "print/",
      title: { zh: "打印", en: "Print" },
      description: {
        zh: "把测算结果打印在一页 A4 上。",
        en: "The answers on one A4 page.",
      },
      islands: ["print"],
      body: language => <PrintPage data={data} language={language} />,
    },
    {
      path: "embed/",
      title: { zh: "嵌入的计算器", en: "Embedded calculator" },
      description: {
        zh: "供其他网站嵌入的单个项目计算器。",
        en: "The calculator of one programme, for other sites to embed.",
      },
      islands: ["embed"],
      body: () => <EmbedPage data={data} />,
      bare: true,
    },
    {
      path: "embedding/",
      title: { zh: "嵌入到您的网站", en: "On your own site" },
      description: {
        zh: "把一个项目的计算器放到局里的网站上：选项目，复制代码。",
        en: "Put a programme's calculator on a bureau's own site: choose it and copy the code.",
      },
      islands: ["embedding"],
      body: language => <EmbeddingPage data={data} language={language} />,
    },
  ];
}
