/** When a message that was not taken is tried again: seconds after each attempt, as Standard Webhooks proposes. */
const RETRY_SECONDS: readonly number[] = [
  5,
  5 * 60,
  30 * 60,
  2 * 3_600,
  5 * 3_600,
  10 * 3_600,
  14 * 3_600,
  20 * 3_600,
  24 * 3_600,
];

/**
 * Seconds until the next attempt, up to a fifth longer so that receivers coming back are not met by all at once.
 * @param attempts made so far, at least 1
 * @param chance in [0, 1)
 * @returns null when there is none left
 */
export function secondsToNext(attempts: number, chance: number): number | null {
  const seconds = RETRY_SECONDS[attempts - 1];
  return seconds === undefined ? null : Math.round(seconds * (1 + chance / 5));
}
