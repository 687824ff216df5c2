/** What the desk's server answers about networks, borders and money, word for word as docs/desk.md lists it. */
import type { ChartAnswer, ChartLink, ChartNode, LineSource, RefusedValue, SourceBrief } from "./types";

export interface NetworkNode extends ChartNode {
  category: string;
  records: number;
  degree: number;
  betweenness: number;
  closeness: number;
  "k-core": number;
  communities: number;
}

export interface TieSource extends LineSource {
  statement: number;
  evaluation: string;
  handling: string;
}

export interface NetworkLink extends ChartLink {
  sure: number;
  /** Codes of all its sources; H3 with its text. */
  handling: string[];
  sources: TieSource[];
}

export interface RoleQuestion {
  id: string;
  caption: string;
  role: string;
  question: string;
  points: number;
  clues: { says: string; count: number; points: number; statements: number[] }[];
}

export interface NetworkAnswer extends ChartAnswer {
  nodes: NetworkNode[];
  links: NetworkLink[];
  questions: RoleQuestion[];
  handling: string[];
  notes: string[];
}

export interface Change {
  step: string;
  period: string;
  base: string;
  value: number;
  previous: number;
  change: number;
  change_percent: number | null;
  is_partial: boolean;
}

export interface Share {
  step: string;
  period: string;
  value: number;
  total: number;
  share_percent: number | null;
  points: number | null;
}

export interface BordersAnswer {
  route: string;
  caveat: string;
  counted: string;
  source: string;
  step: string;
  series: { period: string; detections: number }[];
  changes: Change[];
  shares: Share[];
  change_points: { period: string; low: string; high: string; before: number; after: number; change_percent: number | null }[];
  shifts: { period: string; base: string; lost: [string, number][]; gained: [string, number][]; says: string }[];
  published: { says: string; definitions: Record<string, string> }[];
  routes: string[];
  method: string;
  notes: string[];
  /** Route → period → what it counts and the lines of the file it is counted from. */
  rows: Record<string, Record<string, { detections: number; lines: number[] }>>;
  handling: string;
  /** The chart as SVG, its points marked with route and period. */
  drawing: string;
  file: { id: number | null; name: string };
}

export interface Entry {
  no: number;
  day: string;
  kind: string;
  payer: string;
  payee: string;
  holder: string;
  amount: string;
  code: string;
  leg: string;
  where: string;
  opens: { source: number; where: string } | null;
  ids: string[];
  handling: string[];
}

export interface Balance {
  who: string;
  id: string;
  /** The entity's id, or empty where only a name is known. */
  entity: string;
  currency: string;
  text: Record<string, string>;
}

export interface Deposit {
  code: string;
  payer: string;
  payee: string;
  holder: string;
  amount: string;
  left_on: string;
  released_on: string;
  open: number;
  says: string;
  entries: number[];
}

export interface Proposal {
  id: string;
  kind: string;
  payer: string;
  payee: string;
  holder: string;
  amount: string;
  hedge: string;
  day: string;
  quote: string;
  where: string;
  source: number;
  spot: string;
}

export interface Span {
  low: number;
  high: number;
}

export interface MoneyAnswer {
  entries: Entry[];
  balances: Balance[];
  deposits: Deposit[];
  legs: Record<string, string | number>[];
  moved: { total: { text: string } | null; by_currency: { text: string }[]; rates: { day: string; from: string; to: string; rate: string }[] };
  missing_rates: { currency: string; into: string; day: string }[];
  estimate: {
    currency: string; assumptions: (Span & { name: string; words: string; source: string })[];
    turnover: Span | null; profit: Span | null; sum?: string; asked: string[];
  };
  refused: (RefusedValue & { opens: { source: number; where: string } | null })[];
  /** Money told in words, which counts once somebody accepts it. */
  proposed: Proposal[];
  handling: string[];
  method: string;
  notebooks: SourceBrief[];
}
