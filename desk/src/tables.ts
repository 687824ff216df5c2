/** Tables mapped by sight, as the desk's server answers them. */

/** How a person maps one table. */
export interface Mapped {
  signature: string;
  columns: Record<string, string>;
  date_order: string | null;
  time_zone: string | null;
  duration_unit: string | null;
}

export interface TableSeen {
  sheet: string;
  signature: string;
  header: number;
  columns: { name: string; samples: string[] }[];
  rows: { where: string; cells: string[] }[];
  mapping: Omit<Mapped, "signature"> & { kind: string };
  saved: boolean;
  date_order_shown: boolean;
  said: Record<string, string>;
}

export interface TablesSeen {
  id: number;
  file: string;
  meanings: string[];
  tables: TableSeen[];
}

export interface Tried {
  rows: { where: string; found: { schema: string; values: { prop: string; label: string; value: string }[]; refused: string; reason: string; do: string }[] }[];
}
