/** The one place that talks to the server. A refusal arrives in three parts and is thrown as such. */
import type { BordersAnswer, MoneyAnswer, NetworkAnswer } from "./answers";
import type { RoutesAnswer, TimelineAnswer } from "./drawings";
import type { Rendering, TypedRendering } from "./renderings";
import type {
  CaseInfo, ChartAnswer, CommonValue, Decision, Entity, Excerpt, FiguresAnswer, Handling, Hit, HitList, KeptCounts, LogLine,
  Mapped, MentionStatus, Refusal, Review, SearchAnswer, Source, SourceBrief, SourceDetail, TablesSeen, Tried, Verdict,
} from "./types";
import type { Put, Sheet, SuspectList } from "./prosecution";
import { words } from "./words";

/** What the server refused: what happened, where, and what to do next. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly status: number;

  constructor(refusal: Refusal, status: number) {
    super(refusal.what);
    this.refusal = refusal;
    this.status = status;
  }
}

/** What the asker says the work is for; travels with each request into the record. */
export const purpose = {
  get: (): string => sessionStorage.getItem("clew.purpose") ?? "",
  set: (text: string): void => sessionStorage.setItem("clew.purpose", text.trim()),
};

type Query = Record<string, string | number | null | undefined>;

/** Write a query string without the empty parts. */
export function query(parts: Query): string {
  const kept = Object.entries(parts).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
  return text ? `?${text}` : "";
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const answer = await send(path, body === undefined ? undefined : JSON.stringify(body), "application/json");
  return (await answer.json()) as T;
}

/** Send a question, with a body where there is one; give the answer, or throw the refusal. */
async function send(path: string, body?: BodyInit, type = ""): Promise<Response> {
  const headers: Record<string, string> = {};
  if (purpose.get()) headers["X-Clew-Why"] = encodeURIComponent(purpose.get());
  if (body !== undefined) headers["Content-Type"] = type;
  const request: RequestInit = body === undefined ? { headers } : { method: "POST", headers, body };
  let answer: Response;
  try {
    answer = await fetch(`/api/${path}`, request);
  } catch {
    throw new Refused(words.error.unreachable, 0);
  }
  if (answer.ok) return answer;
  throw new Refused(await refusalOf(answer), answer.status);
}

async function refusalOf(answer: Response): Promise<Refusal> {
  try {
    const said = (await answer.json()) as Partial<Refusal>;
    if (said.what) return { what: said.what, where: said.where ?? "", do: said.do ?? "" };
  } catch {
    return words.error.unreadable(answer.status);
  }
  return words.error.unreadable(answer.status);
}

const part = (id: string | number): string => encodeURIComponent(id);

export const api = {
  case: () => ask<CaseInfo>("case"),
  hits: (filter: Query) => ask<HitList>(`hits${query(filter)}`),
  hit: (id: number) => ask<Review>(`hits/${part(id)}`),
  decide: (id: number, decision: Decision, reason: string) => ask<Hit>(`hits/${part(id)}/decision`, { decision, reason }),
  undo: () => ask<{ undone: number; decision: Decision }>("undo", {}),
  entity: (id: string) => ask<Entity>(`entities/${part(id)}`),
  sources: () => ask<Source[]>("sources"),
  source: (id: number) => ask<SourceDetail>(`sources/${part(id)}`),
  cropFile: (id: number, where: string): string => `/api/sources/${part(id)}/crop.png${query({ where })}`,
  excerpt: (id: number, where: string) => ask<Excerpt>(`sources/${part(id)}/excerpt${query({ where })}`),
  mention: (id: number, status: MentionStatus) => ask<{ status: MentionStatus }>(`mentions/${part(id)}`, { status }),
  renderings: (id: number) => ask<Rendering[]>(`sources/${part(id)}/renderings`),
  addRendering: (id: number, typed: TypedRendering) => ask<Rendering>(`sources/${part(id)}/renderings`, typed),
  checkRendering: (id: number, note: string) => ask<Rendering>(`renderings/${part(id)}/check`, { note }),
  sound: (id: number) => `/api/sources/${part(id)}/sound`,
  search: (q: string, limit = 50) => ask<SearchAnswer>(`search${query({ q, limit })}`),
  common: () => ask<CommonValue[]>("common"),
  chart: (entity: string, steps: number) => ask<ChartAnswer>(`chart${query({ entity, steps: entity ? steps : "" })}`),
  figures: () => ask<FiguresAnswer>("figures"),
  keepEvents: () => ask<KeptCounts>("figures/events", {}),
  network: (same: string) => ask<NetworkAnswer>(`network${query({ same })}`),
  picture: async (name: string, kind: string, svg: string) => (await send(`pictures/${name}.${kind}`, svg, "image/svg+xml")).blob(),
  networkFile: (kind: string, same: string) => `/api/network.${kind}${query({ same })}`,
  borderFiles: () => ask<SourceBrief[]>("borders/files"),
  borders: (source: number, asked: Query) => ask<BordersAnswer>(`borders${query({ source, ...asked })}`),
  bordersOf: async (name: string, table: ArrayBuffer, asked: Query) =>
    (await (await send(`borders${query({ name, ...asked })}`, table, "text/csv")).json()) as BordersAnswer,
  money: (asked: URLSearchParams) => ask<MoneyAnswer>(`money?${asked.toString()}`),
  answerMoney: (id: string, answer: MentionStatus) => ask<{ answered: number }>("money/answers", { id, answer }),
  moneyFile: (kind: string, asked: URLSearchParams) => `/api/money.${kind}?${asked.toString()}`,
  routes: (same: string, month: string) => ask<RoutesAnswer>(`routes${query({ same, month })}`),
  routesFile: (kind: string, same: string, month: string) => `/api/routes/routes.${part(kind)}${query({ same, month })}`,
  timeline: (same: string, begin: string, end: string) => ask<TimelineAnswer>(`timeline${query({ same, begin, end })}`),
  timelineFile: (kind: string, same: string, begin: string, end: string) => `/api/timeline/timeline.${part(kind)}${query({ same, begin, end })}`,
  suspects: () => ask<SuspectList>("prosecution"),
  sheet: (id: string) => ask<Sheet>(`prosecution/${part(id)}`),
  enterSuspect: (id: string, reason: string, further: string) => ask<{ no: number }>(`prosecution/${part(id)}`, { reason, further_of: further }),
  withdrawSuspect: (id: string, reason: string) => ask<{ no: number }>(`prosecution/${part(id)}/withdraw`, { reason }),
  putToElement: (id: string, put: Put) => ask<{ no: number }>(`prosecution/${part(id)}/attach`, put),
  takeBackPut: (no: number) => ask<{ undone: number }>(`prosecution/attached/${part(no)}/undo`, {}),
  bundleFile: (id: string, permitted: string[]) => `/api/prosecution/${part(id)}/bundle.zip?${permitted.map((agency) => `permitted=${part(agency)}`).join("&")}`,
  log: (before: number | null, limit: number) => ask<LogLine[]>(`log${query({ before, limit })}`),
  verify: () => ask<Verdict>("log/verify"),
  tables: (id: number) => ask<TablesSeen>(`sources/${part(id)}/tables`),
  tryMapping: (id: number, mapped: Mapped) => ask<Tried>(`sources/${part(id)}/tables/try`, mapped),
  saveMapping: (id: number, mapped: Mapped) => ask<{ id: number }>(`sources/${part(id)}/tables`, mapped),
  mappingFile: (signature: string) => `/api/mappings/${part(signature)}.toml`,
  custody: (id: number) => ask<Handling[]>(`sources/${part(id)}/custody`),
  custodySheet: (id: number) => `/api/sources/${part(id)}/custody.pdf`,
  allRefusedFile: "/api/refused.csv",
  refusedFile: (id: number) => `/api/sources/${part(id)}/refused.csv`,
};
