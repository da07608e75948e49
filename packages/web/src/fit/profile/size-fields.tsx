/** The size of the firm from its own industry's line: the line used, each figure's class, and what is missing. */
import {
  type EnterpriseSize,
  enterpriseIndustries,
  type SizeIndicator,
  sizeFloors,
} from "@suanquan/china/enterprise-size";
import type { FirmEntry, FirmField } from "../../facts/entries.ts";
import { type FirmSize, industryOf, OUTSIDE_LIST } from "../../facts/firm-size.ts";
import { SelectField, TextField } from "../fields/field.tsx";
import { type Language, word } from "../words.ts";

const INDICATORS = ["staff", "revenue", "assets"] as const satisfies readonly SizeIndicator[];
const HINTS = { staff: "staffHint", revenue: "revenueHint", assets: "assetsHint" } as const;

interface SizeFieldsProps {
  readonly language: Language;
  readonly firm: FirmEntry;
  readonly size: FirmSize;
  /** The size that was chosen by hand; empty when none was. */
  readonly chosen: string;
  readonly write: (field: FirmField, text: string) => void;
}

export function SizeFields({ language, firm, size, chosen, write }: SizeFieldsProps) {
  const industry = industryOf(firm.industry);
  const floors = industry === undefined ? undefined : sizeFloors(industry);
  const asked = INDICATORS.filter(indicator => floors === undefined || floors[indicator] !== undefined);
  return (
    <div className="size">
      <p className="hint">{word("sizeHint", language)}</p>
      <SelectField
        id="firm.industry"
        label={word("industry", language)}
        language={language}
        none={word("unknown", language)}
        value={firm.industry}
        options={[
          ...enterpriseIndustries().map(({ industry: value, zh, en }) => ({
            value,
            name: language === "zh" ? zh : en,
          })),
          { value: OUTSIDE_LIST, name: word("outsideList", language) },
        ]}
        write={text => write("industry", text)}
      />
      {industry !== OUTSIDE_LIST && (
        <div className="size-figures">
          {asked.map(indicator => (
            <TextField
              key={indicator}
              id={`firm.${indicator}`}
              label={word(indicator, language)}
              language={language}
              hint={word(HINTS[indicator], language)}
              text={firm[indicator]}
              write={text => write(indicator, text)}
              fault={size.faults.get(indicator)}
              {...(indicator === "staff" ? {} : { placeholder: word("amountHint", language) })}
            />
          ))}
        </div>
      )}
      <SizeTold {...{ language, firm, size, chosen, floors }} />
    </div>
  );
}

type ToldProps = Omit<SizeFieldsProps, "write"> & { readonly floors: ReturnType<typeof sizeFloors> };

function SizeTold({ language, firm, size: { sizing }, chosen, floors }: ToldProps) {
  if (sizing === undefined) return null;
  const zh = language === "zh";
  if (sizing.outcome === "not-applicable")
    return (
      <p className="notice" role="status">
        {word("sizeOutside", language)}
      </p>
    );
  const classOf = (indicator: SizeIndicator) => sizing.by.find(each => each.indicator === indicator)?.size;
  return (
    <div className="notice" role="status">
      {sizing.outcome === "classified" ? (
        <p>
          {word("sizeIs", language)}
          {zh ? "" : ": "}
          <b>{word(sizing.size, language)}</b>
          {chosen === "" ? word("sizeUsed", language) : ""}
          {zh ? "。" : "."}
          {chosen !== "" && !sameSize(chosen, sizing.size) && ` ${word("sizeDiffers", language)}`}
        </p>
      ) : (
        <p>
          {word("sizeUnknown", language)}{" "}
          <b>{sizing.missing.map(each => word(each, language)).join(zh ? "、" : ", ")}</b>
          {sizing.by.length > 0 && (
            <>
              {word("sizeAtMost", language)} <b>{word(sizing.atMost, language)}</b>
            </>
          )}
          {zh ? "。" : "."}
        </p>
      )}
      {floors !== undefined && (
        <div className="wide-table">
          <table className="plain small">
            <caption>{word("line", language)}</caption>
            <thead>
              <tr>
                <th scope="col">{word("indicator", language)}</th>
                {(["large", "medium", "small"] as const).map(each => (
                  <th key={each} scope="col">
                    {word(each, language)} {word("atLeast", language)}
                  </th>
                ))}
                <th scope="col">{word("given", language)}</th>
                <th scope="col">{word("ownClass", language)}</th>
              </tr>
            </thead>
            <tbody>
              {INDICATORS.filter(each => floors[each] !== undefined).map(indicator => {
                const own = classOf(indicator);
                return (
                  <tr key={indicator}>
                    <th scope="row">
                      {word(indicator, language)}（{word(indicator === "staff" ? "persons" : "wan", language)}
                      ）
                    </th>
                    {floors[indicator]?.map(floor => (
                      <td key={floor} className="figure">
                        {floor.toLocaleString("en")}
                      </td>
                    ))}
                    <td className="figure">{firm[indicator] === "" ? "–" : firm[indicator]}</td>
                    <td>{own === undefined ? "–" : word(own, language)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** The vocabulary's choice, in either language, and the class are the same size. */
const sameSize = (chosen: string, size: EnterpriseSize): boolean =>
  chosen === word(size, "zh") || chosen === word(size, "en");
