/** What the server answers about the figures of reports, and the events kept of them. */

export interface Fact {
  kind: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string | null;
  per: string | null;
  qualifier: string | null;
  who: string | null;
  place: string[];
  date: string | null;
  background: boolean;
  quote: string;
  spot: string;
  notes: string[];
}

export interface Sum {
  headline: number;
  parts: number[];
  verdict: string;
  why: string;
}

export interface ReportFigures {
  source: number;
  file: string;
  agency: string;
  facts: Fact[];
  totals: Sum[];
  notes: string[];
}

export interface FiguresAnswer {
  reports: ReportFigures[];
  against: { operation: string; kind: string; verdict: string; why: string }[];
  events: KeptEvent[];
}

export interface KeptEvent {
  id: string;
  name: string;
  status: string;
  source: number;
  file: string;
  spot: string;
  dates: string[];
  places: string[];
  summary: string[];
  refused: { value: string; reason: string; do: string }[];
}

export interface KeptCounts {
  events: number;
  mentions: number;
  refused: number;
}
