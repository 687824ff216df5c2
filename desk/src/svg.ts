/** A picture as SVG that opens alone: no style sheet, no script, no address but its own. */
import { letters } from "./agencies";
import { ends, named, outline, short, type Line, type Picture, type Side, type Spot } from "./layout";
import type { ChartLink } from "./types";
import { words } from "./words";

const ROOM = 90;
const STEP = 18;
/** With more lines than so many their words would cover each other; they are shown when a line is pointed at. */
const MOST_LABELS = 60;
/** Width of a letter of the notes in the widest face they may be set in. */
const LETTER = 6.7;

/** A white edge around letters, so that lines below do not cross them. */
const HALO = 'stroke="#fff" stroke-width="3" paint-order="stroke"';

const plain = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

/** Break a text into lines of at most so many letters, at blanks. */
function broken(text: string, letters: number): string[] {
  return text.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

/** Write a name where it found room. */
const nameOf = (spot: Spot, side: Side | undefined): string =>
  side ? `<text x="${side.x}" y="${side.y}" font-size="11" fill="#111" ${HALO} text-anchor="${side.anchor}">${plain(short(spot.caption))}</text>` : "";

/** Name the files lines come from. */
export const filesOf = (links: ChartLink[]): string[] =>
  [...new Set(links.flatMap((link) => link.sources.map((spot) => `${spot.file} (${spot.agency})`)))].sort();

/** Draw a picture with a title, what each line says, a legend, notes below it and a warning. */
export function drawn(picture: Picture, title: string, says: (line: Line) => string, notes: string[], warning: string): string {
  const xs = picture.spots.map((spot) => spot.x);
  const ys = picture.spots.map((spot) => spot.y);
  const [left, top] = [Math.min(...xs) - ROOM, Math.min(...ys) - ROOM];
  const width = Math.max(Math.max(...xs) + ROOM - left, 640);
  const agencies = [...new Set(picture.spots.map((spot) => spot.agency))].sort();
  const schemas = [...new Set(picture.spots.map((spot) => spot.schema))].sort();
  const legend = `${words.chart.legend}: ${agencies.map((agency) => `${letters(agency)} ${agency}`).join(", ")}`;
  const withRoom = named(picture.spots, (spot) => spot, 1, 1);
  const unnamed = picture.spots.length - withRoom.size;
  const below = [legend, ...(unnamed ? [words.chart.unnamed(unnamed)] : []), ...notes].flatMap((note) => broken(note, (width - 40) / LETTER));
  const foot = Math.max(...ys) + ROOM + 20;
  const height = foot - top + (below.length + 2) * STEP + 10;
  const lines = picture.lines.map((line) => {
    const [a, b] = ends(line.source, line.target, line.aside);
    const open = line.said.hit && line.said.decision !== "same" ? ' stroke-dasharray="6 4"' : "";
    const along = 0.5 + (line.source.id < line.target.id ? line.aside : -line.aside) / 100;
    const label = picture.lines.length > MOST_LABELS ? "" :
      `<text x="${a.x + (b.x - a.x) * along}" y="${a.y + (b.y - a.y) * along - 3}" font-size="9" fill="#555" ${HALO} text-anchor="middle">${plain(words.tie(line.said))}</text>`;
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="#777" stroke-width="1.4"${open}><title>${plain(says(line))}</title></line>${label}`;
  });
  const spots = picture.spots.map((spot) =>
    `<g transform="translate(${spot.x} ${spot.y})"><title>${plain(`${spot.caption}, ${spot.agency}`)}</title>` +
    `<path d="${outline(spot.schema)}" fill="#1f4e79" stroke="#fff" stroke-width="2"/>` +
    `<text y="4" font-size="10" font-weight="700" fill="#fff" text-anchor="middle">${plain(letters(spot.agency))}</text>` +
    nameOf(spot, withRoom.get(spot.id)) + "</g>");
  const shapes = schemas.map((schema, n) =>
    `<g transform="translate(${left + 24 + n * 130} ${foot}) scale(0.6)"><path d="${outline(schema)}" fill="#1f4e79"/><text x="24" y="6" font-size="18" fill="#111">${plain(words.schema(schema))}</text></g>`);
  const at = (n: number): number => foot + (n + 1) * STEP + 4;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">`,
    `<title>${plain(title)}</title><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
    ...lines, ...spots, ...shapes,
    `<text x="${left + 16}" y="${top + 28}" font-size="16" fill="#111">${plain(title)}</text>`,
    ...below.map((note, n) => `<text x="${left + 16}" y="${at(n)}" font-size="11" fill="#111">${plain(note)}</text>`),
    `<text x="${left + 16}" y="${at(below.length)}" font-size="11" fill="#8a1c1c">${plain(warning)}</text>`,
    "</svg>",
  ].join("\n");
}

/** Hand a file to the officer. */
export function hand(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const anchor = Object.assign(document.createElement("a"), { href: address, download: name });
  anchor.click();
  URL.revokeObjectURL(address);
}
