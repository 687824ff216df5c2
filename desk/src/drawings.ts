/** What the desk's server answers for pages with a drawing: routes and timeline. */
import type { TieSource } from "./answers";
import { drawer } from "./drawer.svelte";

/** One thing a mark of a drawing stands for. */
export interface DrawnPart {
  says: string;
  people: { id: string; caption: string }[];
  sources: TieSource[];
}

/** What a mark of a drawing opens. */
export interface Opens {
  says: string;
  count: number;
  sources: TieSource[];
  parts: DrawnPart[];
}

/** Open the first place a mark stands for; give the mark, to be shown below the drawing. */
export function openFirst(opened: Opens | undefined): Opens | null {
  const first = opened?.sources[0];
  if (first) drawer.open(first.source, first.where, "");
  return opened ?? null;
}

export interface DrawingAnswer {
  svg: string;
  opens: Opens[];
  /** What stands below the drawing when it is saved; the last is its warning. */
  notes: string[];
}

export interface RouteQuestion {
  kind: string;
  says: string;
  people: { id: string; caption: string }[];
  sources: TieSource[];
}

export interface Handover {
  who: { id: string; caption: string }[];
  from_vehicle: string;
  to_vehicle: string;
  after: string;
  at: string;
  place: string;
  sources: TieSource[];
}

export interface UnknownPlace {
  written: string;
  why: string;
  count: number;
  candidates: { name: string; countries: string[]; people: number }[];
  sources: TieSource[];
}

export interface RouteLine {
  from: string;
  to: string;
  by: string;
  legs: number;
  people: number;
  first: string;
  last: string;
  sources: TieSource[];
}

export interface RoutesAnswer extends DrawingAnswer {
  lines: RouteLine[];
  /** How many of them, from the first, stand on the map. */
  drawn: number;
  legs: number;
  months: { month: string; legs: number }[];
  questions: RouteQuestion[];
  handovers: Handover[];
  further: number;
  unplaced: UnknownPlace[];
  left_out: Record<string, number>;
}

export interface TimelineAnswer extends DrawingAnswer {
  first: string;
  last: string;
  step: string;
  whole: { first: string; last: string } | null;
  lanes: { kind: string; label: string; count: number; undated: number; earlier: number; later: number }[];
}
