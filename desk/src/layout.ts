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
