/** A clock for tests, which stands at noon in Shanghai of the day that it was last set to. */
export interface NoonClock {
  readonly clock: () => Date;
  /** @param date as in `2025-04-01` */
  today(date: string): void;
}

export function noonClock(date = "2025-04-01"): NoonClock {
  const noonOf = (day: string): Date => new Date(`${day}T04:00:00Z`);
  let now = noonOf(date);
  return {
    clock: () => now,
    today(day) {
      now = noonOf(day);
    },
  };
}
