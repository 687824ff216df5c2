/** What the server answers about offences and their elements, as docs/desk.md lists it. */

export interface Place {
  statement: number | null;
  source: number;
  file: string;
  where: string;
  agency: string;
  evaluation: string;
  handling: string;
  court: boolean;
}

/** One line for or against an element; `by_hand` when an officer put it there. */
export interface Item {
  kind: string;
  says: string;
  at: string;
  note: string;
  sources: Place[];
  court: boolean;
  by_hand: { no: number; by: string; at: string } | null;
}

export interface OffenceElement {
  id: string;
  name: string;
  question: string;
  reference: string;
  for: Item[];
  against: Item[];
  missing: { what: string; who: string }[];
}

export interface Offence {
  id: string;
  name: string;
  reference: string;
  text: string;
  elements: OffenceElement[];
}

export interface Principle {
  id: string;
  name: string;
  reference: string;
  text: string;
}

export interface Named {
  id: string;
  caption: string;
  agency: string;
  entered: { by: string; at: string; reason: string } | null;
  /** Why this person has no sheet, such as being recorded as a victim; else empty. */
  spared: string;
  /** Further records an officer named as this person. */
  further: { no: number; id: string; caption: string; agency: string; by: string; at: string; reason: string }[];
}

export interface SuspectList {
  suspects: Named[];
  principles: Principle[];
  /** Entries whose file was read anew, and whose record nothing in it is clearly the same as. */
  lost: { no: number; by: string; at: string; reason: string; file: string; agency: string; where: string }[];
}

export interface Sheet extends Named {
  names?: string[];
  offences?: Offence[];
  kept_back?: { agency: string; records: number; codes: string[] }[];
  principles?: Principle[];
  method?: string;
}

export interface Put {
  element: string;
  side: "for" | "against";
  note: string;
  place: string;
}
