/** Places for the entities of a chart: the same picture each time, since no chance is involved. */
import {
  forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY,
  type SimulationLinkDatum, type SimulationNodeDatum,
} from "d3-force";
import type { ChartAnswer, ChartLink, ChartNode } from "./types";

export interface Spot extends ChartNode, SimulationNodeDatum {
  x: number;
  y: number;
  degree: number;
}

export interface Line extends SimulationLinkDatum<Spot> {
  source: Spot;
  target: Spot;
  said: ChartLink;
  /** How far it is drawn beside the straight way, in pixels, so that lines between the same two lie apart. */
  aside: number;
}

interface Point {
  x: number;
  y: number;
}

export interface Picture {
  spots: Spot[];
  lines: Line[];
}

export interface View {
  x: number;
  y: number;
  k: number;
}

const TURNS = 260;
const APART = 9;

/** Lay out up to 500 entities; linked ones come to lie near each other. */
export function layout(answer: ChartAnswer, wide: number): Picture {
  const spots: Spot[] = answer.nodes.map((node, n) => ({
    ...node, degree: 0, x: Math.cos(n * 2.4) * 12 * Math.sqrt(n), y: Math.sin(n * 2.4) * 12 * Math.sqrt(n),
  }));
  const byId = new Map(spots.map((spot) => [spot.id, spot]));
  const lines: Line[] = answer.links.flatMap((said) => {
    const source = byId.get(said.source);
    const target = byId.get(said.target);
    return source && target ? [{ source, target, said, aside: 0 }] : [];
  });
  setApart(lines);
  for (const line of lines) {
    line.source.degree += 1;
    line.target.degree += 1;
  }
  forceSimulation(spots)
    .force("link", forceLink<Spot, Line>(lines).distance(spots.length < 30 ? 190 : 90).strength(0.6))
    .force("apart", forceManyBody<Spot>().strength(spots.length < 30 ? -700 : -260).distanceMax(600))
    .force("room", forceCollide<Spot>(34))
    .force("x", forceX<Spot>(0).strength(0.07 / wide))
    .force("y", forceY<Spot>(0).strength(0.09))
    .stop()
    .tick(TURNS);
  return { spots, lines };
}

/** Lay lines between the same two entities beside each other. */
function setApart(lines: Line[]): void {
  const between = new Map<string, Line[]>();
  for (const line of lines) {
    const pair = [line.source.id, line.target.id].sort().join(" ");
    between.set(pair, [...(between.get(pair) ?? []), line]);
  }
  for (const several of between.values())
    several.forEach((line, n) => {
      const side = line.source.id < line.target.id ? 1 : -1;
      line.aside = side * APART * (n - (several.length - 1) / 2);
    });
}

/** Give the two ends of a line drawn beside the straight way from *a* to *b*. */
export function ends(a: Point, b: Point, aside: number): [Point, Point] {
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(-(b.y - a.y) / far) * aside, ((b.x - a.x) / far) * aside];
  return [{ x: a.x + dx, y: a.y + dy }, { x: b.x + dx, y: b.y + dy }];
}

/** Give the view in which the whole picture fits into a frame, in pixels. */
export function fit(spots: readonly { x: number; y: number }[], width: number, height: number): View {
  if (!spots.length || !width) return { x: width / 2, y: height / 2, k: 1 };
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(1.4, (width - 140) / (right - left || 1), (height - 90) / (bottom - top || 1));
  return { x: width / 2 - ((left + right) / 2) * k, y: height / 2 - ((top + bottom) / 2) * k, k };
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** Say of each box whether none before it that is kept covers it; the first *always* are kept in any case. */
export function free(boxes: readonly Box[], always = 0): boolean[] {
  const kept: Box[] = [];
  return boxes.map((box, n) => {
    const is = n < always || !kept.some((other) => meet(box, other));
    if (is) kept.push(box);
    return is;
  });
}

/** Letters of a name that are drawn; the whole name stands where the pointer rests. */
const SHORT = 26;
const LETTER = 6.4;

/** Cut a name to so many letters. */
export const short = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text);

/** Where the name of a spot may stand, best first: from its middle, and which end of the name is there. */
export interface Side {
  x: number;
  y: number;
  anchor: "middle" | "start" | "end";
}

const BELOW: Side = { x: 0, y: 28, anchor: "middle" };
const SIDES: readonly Side[] = [BELOW, { x: 0, y: -19, anchor: "middle" }, { x: 17, y: 4, anchor: "start" }, { x: -17, y: 4, anchor: "end" }];
const ENDS = { middle: 0.5, start: 0, end: 1 } as const;

/**
 * Say where names find room, those of spots with most ties first; a name without room is left out.
 * *scale* is how large spots and letters are drawn, *apart* how far apart.
 */
export function named(spots: readonly Spot[], at: (spot: Spot) => Point, apart: number, scale: number): Map<string, Side> {
  const taken: Box[] = spots.map((spot) => around(at(spot), apart, { left: -13 * scale, right: 13 * scale, top: -13 * scale, bottom: 13 * scale }));
  const found = new Map<string, Side>();
  for (const spot of [...spots].sort((a, b) => b.degree - a.degree)) {
    const wide = Math.min(SHORT, spot.caption.length) * LETTER;
    for (const side of SIDES) {
      const left = (side.x - wide * ENDS[side.anchor]) * scale;
      const box = around(at(spot), apart, { left, right: left + wide * scale, top: (side.y - 11) * scale, bottom: (side.y + 3) * scale });
      if (taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      found.set(spot.id, side);
      break;
    }
  }
  return found;
}

/** Where a name stands that is shown although it has no room. */
export const sideOf = (found: Map<string, Side>, spot: Spot): Side => found.get(spot.id) ?? BELOW;

const around = (at: Point, apart: number, box: Box): Box => ({
  left: at.x * apart + box.left, right: at.x * apart + box.right, top: at.y * apart + box.top, bottom: at.y * apart + box.bottom,
});

/** Zoom by *factor* while the point under the pointer stays where it is. */
export function zoomed(view: View, factor: number, x: number, y: number): View {
  const k = Math.min(4, Math.max(0.08, view.k * factor));
  const real = k / view.k;
  return { k, x: x - (x - view.x) * real, y: y - (y - view.y) * real };
}

const SHAPES: Record<string, string> = {
  round: "M0-13A13 13 0 1 1 0 13A13 13 0 1 1 0-13Z",
  square: "M-12-12H12V12H-12Z",
  diamond: "M0-15L15 0L0 15L-15 0Z",
  hexagon: "M-14 0L-7-12.5H7L14 0L7 12.5H-7Z",
  house: "M-12 12V-4L0-14L12-4V12Z",
};

const SHAPE_OF: Record<string, string> = {
  Person: "round", LegalEntity: "round", Organization: "round", Company: "round",
  Vehicle: "square", Vessel: "square", Airplane: "square",
  Passport: "diamond", Identification: "diamond", BankAccount: "diamond",
  UserAccount: "hexagon", Handset: "hexagon", SimCard: "hexagon", Chat: "hexagon", Call: "hexagon", Message: "hexagon",
  Address: "house",
};

/** Give the outline that tells kinds of entities apart without colour. */
export function outline(schema: string): string {
  return SHAPES[SHAPE_OF[schema] ?? "square"] ?? "";
}
