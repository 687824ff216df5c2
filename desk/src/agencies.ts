/** A steady mark for each agency: a hue and two letters, so that colour is never the only sign. */

const HUES = 8;

/** Give two letters: those before the first dash ("rs-police" → RS), else the first two. */
export function letters(agency: string): string {
  const [head = agency] = agency.split(/[-_ .]/, 1);
  return (head.length >= 2 && head.length <= 3 ? head : agency.slice(0, 2)).toUpperCase();
}

/** Give one of eight hues; agencies of one case get different ones as long as there are eight or fewer. */
export function hue(agency: string, known: readonly string[]): number {
  const at = [...known].sort().indexOf(agency);
  if (at >= 0) return at % HUES;
  return [...agency].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7) % HUES;
}
