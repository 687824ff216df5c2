/** Translations and transcripts, as the desk's server answers them. */

export interface RenderingHead {
  id: number;
  kind: "translation" | "transcript";
  by: string;
  at: string;
  from: string;
  from_name: string;
  to: string;
  to_name: string;
  where: string;
  original: number;
  original_file: string;
  text: number;
  text_file: string;
  entered_by: string;
  entered_at: string;
  checked: boolean;
  checks: { by: string; at: string; note: string; entered_by: string }[];
}

/** A passage of the original and the one that stands beside it; either may be empty. */
export interface RenderingPair {
  original: { where: string; text: string };
  text: { where: string; text: string };
}

/** A translation or a transcript, with its passages beside those of the original. */
export interface Rendering extends RenderingHead {
  pairs: RenderingPair[];
  left_out: number;
}

export interface TypedRendering {
  kind: "translation" | "transcript";
  by: string;
  spoken: string;
  written: string;
  text: string;
}

/** A place of a source with its surroundings. */
export interface Excerpt {
  rendering: (RenderingHead & { beside: string }) | null;
  file: string;
  agency: string;
  kind: "table" | "text" | "message" | "fields";
  columns: string[];
  picture: boolean;
  lines: { where: string; cells: string[]; here: boolean }[];
}
