/** Cut a text at the characters to be marked, so that a page can draw them without touching the text. */

export interface Piece {
  text: string;
  hit: boolean;
}

/** Cut *text* at each place where *written* stands in it, letter for letter; nothing to mark gives one piece. */
export function marked(text: string, written: string): Piece[] {
  if (!written || !text.includes(written)) return [{ text, hit: false }];
  return text.split(written).flatMap((part, n) => [
    ...(n ? [{ text: written, hit: true }] : []),
    ...(part ? [{ text: part, hit: false }] : []),
  ]);
}
