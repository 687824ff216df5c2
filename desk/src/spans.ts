/** Cut a report's passage at its mentions, so that each becomes one marked piece. */
import type { Mention, Passage } from "./types";

export interface Span {
  text: string;
  mention: Mention | null;
}

/** Cut one passage; a mention that overlaps the one before it is left to the list beside the text. */
export function spans(passage: Passage, mentions: readonly Mention[]): Span[] {
  const letters = [...passage.text];
  const own = mentions.filter((one) => one.statement === passage.statement).sort((x, y) => x.start - y.start);
  const cut: Span[] = [];
  let at = 0;
  for (const mention of own) {
    if (mention.start < at) continue;
    if (mention.start > at) cut.push({ text: letters.slice(at, mention.start).join(""), mention: null });
    cut.push({ text: letters.slice(mention.start, mention.end).join(""), mention });
    at = mention.end;
  }
  if (at < letters.length) cut.push({ text: letters.slice(at).join(""), mention: null });
  return cut;
}
