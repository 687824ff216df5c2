/** A picture as SVG that opens alone: no style sheet, no script, no address but its own. */
import { letters } from "./agencies";
import { outline, type Picture } from "./layout";
import { words } from "./words";

const ROOM = 90;
const FOOT = 60;

const plain = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

/** Draw a picture with a title, a line for each tie with what it says, a legend of agencies and a warning. */
export function drawn(picture: Picture, title: string, warning: string): string {
  const xs = picture.spots.map((spot) => spot.x);
  const ys = picture.spots.map((spot) => spot.y);
  const [left, top] = [Math.min(...xs) - ROOM, Math.min(...ys) - ROOM];
  const [width, height] = [Math.max(Math.max(...xs) + ROOM - left, 640), Math.max(...ys) + ROOM + FOOT - top];
  const lines = picture.lines.map((line) => {
    const said = `${line.source.caption} – ${words.tie(line.said)} – ${line.target.caption}`;
    return `<line x1="${line.source.x}" y1="${line.source.y}" x2="${line.target.x}" y2="${line.target.y}" stroke="#777" stroke-width="1.4"><title>${plain(said)}</title></line>`;
  });
  const spots = picture.spots.map((spot) =>
    `<g transform="translate(${spot.x} ${spot.y})"><title>${plain(`${spot.caption}, ${spot.agency}`)}</title>` +
    `<path d="${outline(spot.schema)}" fill="#1f4e79" stroke="#fff" stroke-width="2"/>` +
    `<text y="4" font-size="10" font-weight="700" fill="#fff" text-anchor="middle">${plain(letters(spot.agency))}</text>` +
    `<text y="28" font-size="11" fill="#111" text-anchor="middle">${plain(spot.caption)}</text></g>`);
  const agencies = [...new Set(picture.spots.map((spot) => spot.agency))].sort();
  const legend = `${words.chart.legend}: ${agencies.map((agency) => `${letters(agency)} ${agency}`).join(", ")}`;
  const foot = top + height - FOOT + 20;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">`,
    `<title>${plain(title)}</title><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
    ...lines, ...spots,
    `<text x="${left + 16}" y="${top + 28}" font-size="16" fill="#111">${plain(title)}</text>`,
    `<text x="${left + 16}" y="${foot}" font-size="11" fill="#111">${plain(legend)}</text>`,
    `<text x="${left + 16}" y="${foot + 18}" font-size="11" fill="#8a1c1c">${plain(warning)}</text>`,
    "</svg>",
  ].join("\n");
}

/** Hand a text to the officer as a file. */
export function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const anchor = Object.assign(document.createElement("a"), { href: address, download: name });
  anchor.click();
  URL.revokeObjectURL(address);
}
