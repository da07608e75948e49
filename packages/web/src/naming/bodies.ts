/**
 * Names of issuing bodies in English, made of the place and of what the body is. The official English names of few of
 * them are published; these say what the Chinese says.
 */
import { findPlace } from "@suanquan/china";

/** What a body is, longest first where one ends like another. */
const KINDS: readonly (readonly [zh: string, en: string])[] = [
  ["人民政府办公厅", "People's Government, General Office"],
  ["人民政府办公室", "People's Government, Office"],
  ["人民政府", "People's Government"],
  ["大数据发展管理局", "Big Data Development Administration"],
  ["数据资源管理局", "Data Resources Administration"],
  ["大数据局", "Big Data Bureau"],
  ["数据局", "Data Bureau"],
  ["经济和信息化委员会", "Commission of Economy and Informatization"],
  ["经济和信息化局", "Bureau of Economy and Information Technology"],
  ["工业和信息化局", "Bureau of Industry and Information Technology"],
  ["工业和信息化厅", "Department of Industry and Information Technology"],
  ["发展和改革委员会", "Development and Reform Commission"],
  ["科技创新局", "Science, Technology and Innovation Bureau"],
  ["科学技术局", "Science and Technology Bureau"],
  ["财政厅", "Department of Finance"],
  ["财政局", "Finance Bureau"],
  ["数据交易所", "Data Exchange"],
];

/** Bodies of the state, and names that are of no place. */
const WHOLE: Readonly<Record<string, string>> = {
  国家发展改革委: "National Development and Reform Commission",
  国家数据局: "National Data Administration",
  财政部: "Ministry of Finance",
  人力资源社会保障部: "Ministry of Human Resources and Social Security",
  中央网信办: "Cyberspace Administration of China",
  工业和信息化部: "Ministry of Industry and Information Technology",
  公安部: "Ministry of Public Security",
  国务院国资委: "State-owned Assets Supervision and Administration Commission",
  北京经济技术开发区管理委员会: "Beijing Economic-Technological Development Area, Administrative Committee",
  新闻媒体: "news media",
  本地媒体: "local media",
  未载明: "not stated",
  发文机关未见: "the issuing body was not seen",
};

/** The English of a body's name; undefined where neither its place nor its kind is known. */
export function bodyInEnglish(name: string): string | undefined {
  const whole = WHOLE[name];
  if (whole !== undefined) return whole;
  for (const [zh, en] of KINDS) {
    if (!name.endsWith(zh)) continue;
    const place = findPlace(name.slice(0, -zh.length));
    if (place.ok) return `${place.value.english}, ${en}`;
  }
  return undefined;
}
