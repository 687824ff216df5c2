/**
 * Write the outlines of the countries that maps are drawn on, from Natural Earth (public domain) as world-atlas packs it.
 *
 * One country a line: its name, "" where a map should give none, and its rings. A ring is a list of whole numbers: the
 * longitude and latitude of its first point in steps of 0.02 degrees, then the steps to each next point.
 */
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const STEP = 0.02;
/** Names of today and in full; none for areas whose status is disputed and which no authority along a route goes by. */
const NAMES = {
  Macedonia: "North Macedonia", Kosovo: "Kosovo*", Turkey: "Türkiye", "Bosnia and Herz.": "Bosnia and Herzegovina", eSwatini: "Eswatini",
  "W. Sahara": "Western Sahara", "S. Sudan": "South Sudan", "Dominican Rep.": "Dominican Republic", "Central African Rep.": "Central African Republic",
  "Eq. Guinea": "Equatorial Guinea", "N. Cyprus": "", Somaliland: "", "Siachen Glacier": "",
};

const world = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-50m.json"), "utf8"));
const { scale, translate } = world.transform;

const arcs = world.arcs.map((arc) => {
  let [x, y] = [0, 0];
  const points = arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [Math.round((x * scale[0] + translate[0]) / STEP), Math.round((y * scale[1] + translate[1]) / STEP)];
  });
  return points.filter((point, n) => n === 0 || String(point) !== String(points[n - 1]));
});

/** Join the arcs of a ring; a number below zero is an arc walked backwards. */
function joined(ring) {
  return ring.flatMap((n, at) => {
    const arc = n < 0 ? [...arcs[~n]].reverse() : arcs[n];
    return at ? arc.slice(1) : arc;
  });
}

const steps = (points) => points.flatMap(([x, y], n) => (n ? [x - points[n - 1][0], y - points[n - 1][1]] : [x, y]));

const lines = world.objects.countries.geometries.map((country) => {
  const areas = country.type === "Polygon" ? [country.arcs] : country.arcs;
  const rings = areas.flat().map(joined).filter((points) => new Set(points.map(String)).size > 3);
  const name = country.properties.name;
  return JSON.stringify({ name: NAMES[name] ?? name, rings: rings.map(steps) });
});
writeFileSync(process.argv[2] ?? new URL("../../clew/analysis/routes/land.jsonl", import.meta.url), lines.sort().join("\n") + "\n");
