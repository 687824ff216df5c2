/** Where the desk is: read from the address after #, so that each screen has a link and Back works. */

export type Page =
  | "inbox" | "hit" | "entity" | "sources" | "source" | "search" | "chart" | "network" | "record" | "mapping" | "figures"
  | "routes" | "timeline" | "borders" | "money" | "prosecution";

const PAGES: readonly string[] = [
  "inbox", "hit", "entity", "sources", "source", "search", "chart", "network", "record", "mapping", "figures",
  "routes", "timeline", "borders", "money", "prosecution",
];

interface Place {
  page: Page;
  id: string;
  query: Record<string, string>;
}

/** Read an address such as #/hit/h-12?decision=open. */
export function read(hash: string): Place {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...rest] = path.split("/");
  return {
    page: (PAGES.includes(page) ? page : "inbox") as Page,
    id: decodeURIComponent(rest.join("/")),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

/** Write an address; empty parts are left out. */
export function link(page: Page, id: string | number = "", query: Record<string, string | undefined> = {}): string {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = new URLSearchParams(kept).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${search ? `?${search}` : ""}`;
}

class Route {
  place = $state<Place>(read(location.hash));

  constructor() {
    addEventListener("hashchange", () => (this.place = read(location.hash)));
  }

  /** Go to an address and leave one step for Back. */
  go(address: string): void {
    location.hash = address;
  }

  /** Change the query of the screen at hand; without a trace in Back unless *keep*. */
  tune(changes: Record<string, string | undefined>, keep = false): void {
    const address = link(this.place.page, this.place.id, { ...this.place.query, ...changes });
    if (keep) return this.go(address);
    history.replaceState(null, "", address);
    this.place = read(address);
  }
}

export const route = new Route();

/** The parts of the address that say which list of hits the officer is working through. */
export const FILTERS = ["decision", "kind", "agency", "min_score", "q"] as const;

/** Give only the filter parts of a query. */
export function filterOf(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(FILTERS.filter((key) => query[key]).map((key) => [key, query[key] as string]));
}
