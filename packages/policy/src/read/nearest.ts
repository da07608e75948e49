/** The known word that a slip was most likely meant to be. */

const WORD_LENGTH_MAX = 60;

/** The nearest of the known words, when it is near enough to be meant; the first of equals. */
export function nearestOf(word: string, known: Iterable<string>): string | undefined {
  const sought = [...word.toLowerCase()];
  if (sought.length > WORD_LENGTH_MAX) return undefined;
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(sought.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - sought.length) >= least) continue;
    const steps = editSteps(sought, [...candidate.toLowerCase()]);
    if (steps < least) {
      least = steps;
      nearest = candidate;
    }
  }
  return nearest;
}

/** How many insertions, deletions, replacements and swaps of neighbours turn one word into the other. */
function editSteps(from: readonly string[], to: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, a] of from.entries()) {
    const row = [i + 1];
    for (const [j, b] of to.entries()) {
      const replaced = (last[j] ?? 0) + (a === b ? 0 : 1);
      const swapped =
        i > 0 && j > 0 && a === to[j - 1] && b === from[i - 1]
          ? (beforeLast[j - 1] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min((last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1, replaced, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
