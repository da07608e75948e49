/**
 * Text as GB 18030, the encoding that Chinese spreadsheets expect of a CSV. Browsers only decode it, so the table is made
 * by decoding every code once and turning it round: no table is shipped.
 */

/** Bytes of each character of the basic plane, as one number. */
let table: ReadonlyMap<string, readonly number[]> | undefined;

const LEAD = [0x81, 0xfe] as const;
const TRAIL = [0x40, 0xfe] as const;
const NO_TRAIL = 0x7f;
const DIGIT = [0x30, 0x39] as const;
/** Four-byte codes from here on are the planes above the basic one, in order. */
const FIRST_LEAD_ABOVE = 0x90;
const LAST_LEAD_OF_BASIC = 0x84;

/** Encodes; a lone half of a pair becomes «?». */
export function asGb18030(text: string): Uint8Array<ArrayBuffer> {
  table ??= turnedRound();
  const bytes: number[] = [];
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point > 0xffff) bytes.push(...above(point - 0x10000));
    else bytes.push(...(table.get(sign) ?? [0x3f]));
  }
  return Uint8Array.from(bytes);
}

function above(offset: number): readonly number[] {
  return [
    FIRST_LEAD_ABOVE + Math.floor(offset / 12_600),
    DIGIT[0] + (Math.floor(offset / 1_260) % 10),
    LEAD[0] + (Math.floor(offset / 10) % 126),
    DIGIT[0] + (offset % 10),
  ];
}

function turnedRound(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, readonly number[]>();
  const codes: number[][] = [];
  for (let lead: number = LEAD[0]; lead <= LEAD[1]; lead += 1)
    for (let trail: number = TRAIL[0]; trail <= TRAIL[1]; trail += 1)
      if (trail !== NO_TRAIL) codes.push([lead, trail]);
  for (let first: number = LEAD[0]; first <= LAST_LEAD_OF_BASIC; first += 1)
    for (let second: number = DIGIT[0]; second <= DIGIT[1]; second += 1)
      for (let third: number = LEAD[0]; third <= LEAD[1]; third += 1)
        for (let fourth: number = DIGIT[0]; fourth <= DIGIT[1]; fourth += 1)
          codes.push([first, second, third, fourth]);
  // A line feed after each code keeps them apart, and is never part of one.
  const decoded = decoder.decode(Uint8Array.from(codes.flatMap(code => [...code, 0x0a]))).split("\n");
  decoded.forEach((sign, index) => {
    const code = codes[index];
    if (code !== undefined && [...sign].length === 1 && sign !== "\uFFFD" && !found.has(sign))
      found.set(sign, code);
  });
  return found;
}
