/** The desk's wording in one place, ready for translation. A match is put as a question, never as a verdict. */
import type { Agreement, Decision, Refusal } from "./types";

/** Write a number with its noun: 1 hit, 3 hits. */
export const plural = (n: number, one: string, many: string): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

const questions: Record<string, string> = {
  Person: "Same person?",
  LegalEntity: "Same person or body?",
  Organization: "Same organisation?",
  Company: "Same company?",
  Vehicle: "Same vehicle?",
  Vessel: "Same vessel?",
  Airplane: "Same aircraft?",
  UserAccount: "Same number or account?",
  BankAccount: "Same bank account?",
  CryptoWallet: "Same wallet?",
  Passport: "Same document?",
  Identification: "Same document?",
  Address: "Same place?",
  Handset: "Same handset?",
  SimCard: "Same SIM card?",
  Chat: "Same chat?",
  Weapon: "Same weapon?",
};

const kinds: Record<string, string> = {
  person: "Name", phone: "Phone", imei: "IMEI", plate: "Plate", document: "Document", account: "Account",
  iban: "IBAN", email: "E-mail", address: "Address", organisation: "Organisation", place: "Place", serial: "Serial", other: "Other detail",
};

/** Clues of kind "other" are told apart by their rule. */
const details: [RegExp, string][] = [[/place_of_birth|birth_country/, "Place of birth"], [/birth/, "Birth date"], [/sex/, "Sex"], [/nationality/, "Nationality"], [/father/, "Father's name"]];

const agreements: Record<Agreement, string> = {
  same: "same", similar: "similar", different: "differs", one_sided: "one side only", masked: "masked",
};

const decisions: Record<Decision, string> = { same: "Same", different: "Different", unsure: "Not sure" };

export const words = {
  brand: "clew",
  skip: "Skip to the page",
  exercise: { word: "EXERCISE", note: "Invented people and events. Not for operational use." },
  nav: {
    label: "Desk", inbox: "Inbox", search: "Search", chart: "Chart", network: "Network", figures: "Figures", sources: "Sources", record: "Record",
    help: "Keys and help", dark: "Dark screen", light: "Light screen", purpose: "Purpose",
    offline: "Not connected. What you see may be old; the desk keeps trying.",
  },
  purpose: {
    title: "Purpose of your work",
    note: "It is written into the record beside what you open and decide, for example a request number.",
    save: "Keep for this session",
    none: "not stated",
  },
  ask: (schema: string): string => questions[schema] ?? "Same thing?",
  schema: (schema: string): string => ({ UserAccount: "Account", SimCard: "SIM card", LegalEntity: "Person or body", PlainText: "Report", HyperText: "Report", Pages: "Report" })[schema] ?? schema.replace(/([a-z])([A-Z])/g, "$1 $2"),
  kind: (kind: string): string => kinds[kind] ?? kind,
  clue: (kind: string, rule: string): string => details.find(([said]) => kind === "other" && said.test(rule))?.[1] ?? kinds[kind] ?? kind,
  tie: (tie: { label: string; count: number; first: string; last: string }): string =>
    [tie.count > 1 ? `${tie.label} ×${tie.count}` : tie.label, [...new Set([tie.first.slice(0, 10), tie.last.slice(0, 10)])].filter(Boolean).join(" – ")].filter(Boolean).join(", "),
  kinds,
  agrees: agreements,
  decision: (decision: Decision | null): string => (decision ? decisions[decision] : "Open"),
  decisions,
  band: (score: number): string => (score >= 0.7 ? "proposed" : "possible"),
  /** Cut, not rounded, so that what is shown never crosses the line to "proposed". */
  figure: (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2),
  score: (score: number): string => `Score ${words.figure(score)} of 1, ${score >= 0.7 ? "proposed as the same" : "only possible"}`,
  inbox: {
    title: "Inbox",
    lead: "Records of different agencies that may speak of the same person or thing.",
    decision: { open: "Open", decided: "Decided", same: "Same", different: "Different", unsure: "Not sure", all: "Any decision" },
    decided: "Decision", strength: "Strength", anyStrength: "Proposed and possible", proposed: "Proposed (0.70 and above)",
    agency: "Agency", anyAgency: "Any agency", kind: "Clue", anyKind: "Any clue", text: "Name or number",
    shown: (n: number, total: number) => `${n.toLocaleString("en-GB")} of ${plural(total, "hit", "hits")}`,
    more: "Show more",
    fresh: (n: number) => plural(n, "new hit", "new hits"),
    toFresh: "Go to the first", dismiss: "Dismiss", isNew: "new",
    none: "No open hits here.",
    noneDo: "Widen the filters, or bring in another agency's file: clew add CASE FILE --agency NAME",
    clear: "Clear filters",
    also: (n: number) => `and ${plural(n, "more clue", "more clues")}`,
  },
  review: {
    yes: "Yes, same", no: "No, different", unsure: "Not sure yet", undo: "Undo", next: "Next", previous: "Previous",
    reason: "Reason (optional)", reasonHint: "What decided it for you",
    quick: ["Same document number", "Birth dates differ", "Shared number, not a person", "Father and son", "Asked the agency"],
    clues: "Why the question is asked", clueLead: "To the right speaks for, to the left against.",
    compare: "Side by side", history: "Earlier decisions", nothingElse: "The two records share no further fields.",
    position: (n: number, total: number) => `${n} of ${total}`,
    done: "That was the last hit in this list.", back: "Back to the inbox",
    saved: (decision: Decision) => `Recorded: ${decisions[decision]}.`,
    undone: (decision: Decision) => `Taken back: ${decisions[decision]}.`,
    wasUndone: "taken back", empty: "not in this file", by: "by",
    before: "Before", prior: (share: number) => `Before any clue: of ${Math.round(1 / share).toLocaleString("en-GB")} pairs of records one is the same.`,
    total: (score: number) => `Together: probability ${score.toFixed(2)}`,
  },
  entity: {
    values: "What the files say", links: "Linked to", hits: "Possible matches in other agencies' files",
    members: (n: number) => `Joined from ${plural(n, "record", "records")}`, chart: "Show on the chart",
    masked: "Recorded as a victim: name and numbers are masked on this desk.",
    category: "Category", noCategory: "not yet categorised", noHits: "No possible match in another agency's file so far.",
    noLinks: "No links in the files so far.", open: (file: string, where: string) => `Open ${file} at ${where}`,
    came: (by: string, at: string) => `brought in by ${by}, ${at}`,
  },
  source: {
    title: "Sources", one: "Source", lead: "The files as the agencies handed them over, kept unchanged.",
    file: "File", agency: "Agency", reader: "Read as", entities: "Entities", refused: "Not taken", when: "Brought in",
    hash: "SHA-256", counts: "What was read", guessed: "What was assumed", refusedTitle: "Not taken, kept as written",
    noRefused: "Nothing in this file had to be refused.", download: "Download as CSV", downloadAll: "Download what was refused in these files as CSV", where: "Where", value: "As written",
    reason: "Why", remedy: "What to do", mentions: "What this report mentions",
    accept: "Accept", reject: "Reject", reopen: "Open again", open: "Open", accepted: "accepted", rejected: "rejected",
    toCheck: (n: number) => `${plural(n, "mention", "mentions")} to check`, none: "No files yet.",
    noneDo: "Bring one in: clew add CASE FILE --agency NAME",
    language: "Language", languages: "Language of its texts", anyLanguage: "any language", passages: (n: number) => plural(n, "passage", "passages"),
    languageOf: (code: string): string => (code === "unknown" ? "unknown, too short to tell" : (new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code)),
  },
  custody: {
    title: "Chain of custody", sheet: "Download the custody sheet (PDF)", when: "When", what: "What", who: "Who, for whom", details: "Details and reason",
    none: "Nothing is written down of this file: it came in before clew kept its chain.",
  },
  mapping: {
    title: "Map the columns", open: "Map the columns", lead: "Say what each column holds. The first rows show at once what they would say.",
    column: "Column", samples: "In the file", means: "Means", unmapped: "a note, under its header", sheet: "Sheet",
    saved: "Saved with the case for this header; used again for files that have it.", guessed: "Guessed from header and values.",
    unknown: "clew knows none of these columns. Map at least a name, a plate, or the two ends of a call.",
    dates: "How are dates written?", datesAsked: "Nothing in the file says whether day or month comes first. Which is it?",
    orders: { "": "not said: what reads two ways is refused", DMY: "day, month, year", MDY: "month, day, year", YMD: "year, month, day" } as Record<string, string>,
    units: "What are plain numbers of the duration?", seconds: "seconds", minutes: "minutes", zone: "Clock of times without an offset",
    zoneHint: "such as Europe/Belgrade; empty: only the day is kept", rows: "What the first rows say", nothing: "Nothing yet: no column names a person, a vehicle or a call.",
    refused: "not taken", save: "Save and read the file again", saving: "Reading the file again", share: "Download this mapping, to share it",
    groups: [["People", /name|birth|sex|nationality|phone|email|address|country|occupation/], ["Documents", /document|passport|id_number/], ["Calls and cells", /^call|imei|imsi|cell|latitude|longitude|azimuth|sector/], ["Vehicles", /plate|vehicle|vin|owner|driver/], ["Journeys", /trip|place|direction|carrier|seat|booking/], ["Other", /./]] as [string, RegExp][],
  },
  drawer: {
    title: "Source", close: "Close", whole: "The whole source", around: "Around it", here: "this is the place",
    loading: "Opening the file", picture: "What the scan shows there",
  },
  search: {
    title: "Search", label: "Name, number, plate, document", hint: "In any script: yusuf finds يوسف and Јусуф",
    found: (n: number, ms: number) => `${plural(n, "result", "results")} in ${Math.max(1, Math.round(ms))} ms`,
    none: "Nothing found.", noneDo: "Try fewer letters or another spelling; digits may be written with or without blanks.",
  },
  chart: {
    title: "Chart", lead: "Drag to move, wheel or + and − to zoom. A line opens the place it comes from.",
    around: "Around", hits: "Open and agreed hits between agencies", steps: "Steps", one: "1 step", two: "2 steps",
    zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit", table: "The same as a table", from: "From", to: "To", link: "Link",
    none: "Nothing to draw yet.", noneDo: "Open an entity and choose “Show on the chart”.",
    size: (n: number, l: number) => `${plural(n, "entity", "entities")}, ${plural(l, "link", "links")}`,
    leftOut: (n: number) => `${plural(n, "further entity", "further entities")} not drawn, to keep the chart readable.`,
    openHit: "possible match", legend: "Agencies", open: "Open",
  },
  figures: {
    title: "Figures", lead: "What the reports of this case say in numbers, each in their own words. Click the words to read them where they stand.",
    none: "No report of this case tells a figure that can be read.", sums: "Do they add up?", apart: "Told differently by two reports",
    kind: "Kind", amount: "How much", when: "When", where: "Where it was", who: "Told or done by", said: "In the words of the report", aside: "about another time or matter",
    verdicts: { consistent: "adds up", rounding: "adds up, rounded", loose: "loose: look again", contradiction: "cannot both be right", "not comparable": "cannot be compared" } as Record<string, string>,
    qualifiers: { at_least: "at least", more_than: "more than", about: "about", up_to: "up to", nearly: "nearly" } as Record<string, string>,
    vague: "no number",
    to: (low: string, high: string): string => `${low} to ${high}`,
    per: (unit: string): string => `per ${unit}`,
    open: (file: string, spot: string): string => `Open ${file} at ${spot}`,
    name: (kind: string): string => kind.replaceAll("_", " "),
  },
  network: {
    title: "Network", lead: "Who is tied to whom, by what. A line opens the place it comes from. A measure says where somebody stands in the files, and no more.",
    same: "One person is", judged: "what somebody judged the same", proposed: "also what is proposed and still open",
    who: "Who", measures: {
      degree: "Degree", betweenness: "Betweenness", closeness: "Closeness", "k-core": "Core", communities: "Group",
    } as Record<string, string>,
    says: {
      degree: "share of the others tied to it", betweenness: "share of shortest ways between others that lead through it",
      closeness: "how short the ways to the others are; 1: a single step to each", "k-core": "stands in a part where each has so many ties or more",
      communities: "number of the group it has most ties in, 0 is the largest",
    } as Record<string, string>,
    handling: "Handling",
    files: (files: string[]) => `Sources: ${files.slice(0, 12).join(", ")}${files.length > 12 ? ` and ${plural(files.length - 12, "more file", "more files")}` : ""}`,
    ties: "Ties and their sources", kind: "Tie", sure: "How sure", source: "Source", questions: "Questions about roles",
    patterns: "Patterns and thresholds are clew's own, set on invented rings, measured on no real network. Nobody known as a victim or a migrant is asked about.",
    noQuestions: "No pattern of a role stands out.", save: "Save as SVG", none: "Nobody is tied to anybody yet.",
    noneDo: "Add calls, journeys, payments or documents.", file: "network.svg",
    warning: "Ties as the files give them; a line says that records share something, and no more.",
  },
  record: {
    title: "Record", lead: "Who did what, when and why. Each line is chained to the one before it.",
    verify: "Check the chain", good: (n: number) => `The chain holds: ${plural(n, "line", "lines")} checked.`,
    bad: "The chain is broken.", head: "Head", at: "When", who: "Who", act: "What", on: "On", why: "Why", more: "Older lines",
    seq: "Line",
  },
  help: {
    title: "Keys", close: "Close",
    keys: [
      ["/", "search"], ["j  ↓", "next"], ["k  ↑", "previous"], ["Enter", "open"], ["Esc", "back, or close what lies on top"],
      ["y", "yes, same"], ["n", "no, different"], ["h", "not sure yet"], ["r", "write a reason"], ["u", "undo your last decision"],
      ["g i", "inbox"], ["g c", "chart"], ["g n", "network"], ["g f", "figures"], ["g s", "sources"], ["g l", "record"], ["?", "this help"],
    ] as [string, string][],
    signs: "Signs",
    codes: "Codes beside a value",
  },
  codes: {
    source: { A: "source without doubt", B: "source mostly reliable", C: "source mostly unreliable", X: "source not assessed" } as Record<string, string>,
    info: { 1: "accuracy not in doubt", 2: "known to the source itself", 3: "corroborated", 4: "not corroborated" } as Record<string, string>,
    handling: { H0: "for crime prevention only", H1: "not in court without permission", H2: "not to be passed on without permission", H3: "other restriction" } as Record<string, string>,
  },
  common: {
    title: "Too common to count", lead: "These values stand in so many records that they are no link by themselves.",
    holders: (n: number) => `in ${plural(n, "record", "records")}`,
  },
  error: {
    retry: "Try again",
    unreachable: { what: "The desk's server does not answer.", where: "", do: "Start it again: clew serve CASE" } as Refusal,
    unreadable: (status: number): Refusal => ({ what: `The server answered ${status} without saying why.`, where: "", do: "Look at the terminal in which clew serve runs." }),
  },
  loading: "Loading",
};
