/** What the desk's server answers, word for word as docs/desk.md lists it. */

export type { Excerpt } from "./renderings";
export type { Fact, FiguresAnswer, KeptCounts } from "./figures";
export type { Mapped, TableSeen, TablesSeen, Tried } from "./tables";

export type Decision = "same" | "different" | "unsure";
export type Agreement = "same" | "similar" | "different" | "one_sided" | "masked";
export type MentionStatus = "open" | "accepted" | "rejected";

export interface Refusal {
  what: string;
  where: string;
  do: string;
}

export interface Agency {
  name: string;
  sources: number;
  entities: number;
}

export interface Counts {
  sources: number;
  entities: number;
  statements: number;
  hits: number;
  open: number;
  proposed: number;
  refused: number;
  mentions: number;
}

export interface CaseInfo {
  name: string;
  exercise: boolean;
  agencies: Agency[];
  counts: Counts;
  user: string;
}

export interface EntityBrief {
  entity: string;
  schema: string;
  caption: string;
  agency: string;
}

/** One side of a clue: the value as written and the place it can be opened at. */
export interface ClueSide {
  value: string;
  file: string;
  where: string;
  source: number;
  statement: number;
  rendering: string;
}

export interface Clue {
  kind: string;
  rule: string;
  weight: number;
  because: string;
  a: ClueSide;
  b: ClueSide;
}

export interface Hit {
  id: number;
  score: number;
  decision: Decision | null;
  a: EntityBrief;
  b: EntityBrief;
  clues: Clue[];
}

export interface SourceBrief {
  id: number;
  file: string;
  agency: string;
  /** "translation, unchecked" where the file is one; else empty. */
  rendering: string;
}

export interface Value {
  statement: number;
  prop: string;
  label: string;
  value: string;
  written: string;
  where: string;
  source: SourceBrief;
  evaluation: string;
  handling: string[];
  handling_text: string | null;
  by: string;
  at: string;
}

export interface Row {
  prop: string;
  label: string;
  a: Value[];
  b: Value[];
  agrees: Agreement;
}

export interface Judgement {
  decision: Decision;
  by: string;
  at: string;
  reason: string;
  undone: boolean;
}

/** What ties two entities; `outward` when this entity's record says so, else the other's. */
export interface Link {
  prop: string;
  label: string;
  outward: boolean;
  count: number;
  first: string;
  last: string;
  entity: EntityBrief;
}

export interface EntityHead {
  id: string;
  schema: string;
  caption: string;
  agency: string;
  category: string | null;
  masked: boolean;
  members: string[];
}

export interface Entity extends EntityHead {
  /** The source that holds the sound of a recording. */
  recording: { source: number; written: boolean } | null;
  values: Value[];
  links: Link[];
  hits: Hit[];
}

export interface Review extends Hit {
  follows: boolean;
  /** Probability before any clue that two records laid side by side are the same. */
  prior: number;
  sides: { a: EntityHead; b: EntityHead };
  rows: Row[];
  history: Judgement[];
}

export interface HitList {
  total: number;
  hits: Hit[];
}

export interface Source {
  /** "translation, unchecked" where the file is one; else empty. */
  rendering: string;
  /** A recording nobody has written down yet. */
  unread: boolean;
  id: number;
  file: string;
  agency: string;
  sha256: string;
  reader: string;
  at: string;
  by: string;
  entities: number;
  refused: number;
  /** Passages in each language (ISO 639-3, "unknown" for those too short to tell), the most first. */
  languages?: Record<string, number>;
}

export interface RefusedValue {
  where: string;
  value: string;
  reason: string;
  do: string;
}

/** A span of a passage, in characters, that can be checked. */
export interface Mention {
  id: number;
  kind: string;
  value: string;
  statement: number;
  where: string;
  start: number;
  end: number;
  status: MentionStatus;
  entity: string | null;
}

export interface Passage {
  statement: number;
  where: string;
  text: string;
}

export interface SourceDetail extends Source {
  read: number;
  counts: Record<string, number>;
  guessed: Record<string, string>;
  refused_values: RefusedValue[];
  mentions: Mention[];
  passages: Passage[];
}

/** One handling of an original, in words. */
export interface Handling {
  no: string;
  at: string;
  what: string;
  who: string;
  details: string[];
}

export interface Found extends EntityBrief {
  why: string;
  file: string;
  where: string;
  rendering: string;
}

export interface SearchAnswer {
  results: Found[];
  milliseconds: number;
}

export interface ChartNode extends Omit<EntityBrief, "entity"> {
  id: string;
}

export interface ChartLink {
  source: string;
  target: string;
  prop: string;
  label: string;
  statement: number;
  count: number;
  first: string;
  last: string;
  hit: number | null;
  score: number | null;
  decision: Decision | null;
  opens: { source: number; where: string } | null;
  /** Places it comes from, with the handling codes there. */
  sources: LineSource[];
}

export interface LineSource {
  file: string;
  where: string;
  agency: string;
  source: number;
  handling: string[] | string;
}

export interface ChartAnswer {
  nodes: ChartNode[];
  links: ChartLink[];
  left_out: number;
}

export interface LogLine {
  seq: number;
  at: string;
  who: string;
  agency: string;
  act: string;
  on: string;
  why: string;
}

export interface Verdict {
  good: boolean;
  lines: number;
  head: string;
  problem: string | null;
}

export interface CommonValue extends ClueSide {
  kind: string;
  holders: number;
  agencies: number;
}

export interface Pulse {
  /** How many hits there are, how many of them are open, and the number of the last line of the log. */
  hits: number;
  open: number;
  log: number;
}
