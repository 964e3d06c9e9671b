// The names of a policy.

/** The names of a policy: what its declarations, closures and tickets may refer to. */
export interface Declarations {
  /** In name order. */
  fields: DeclaredField[];
  /** By the word that declares them (`team`, `calendar`, `rule`, ...), in the order of the files. */
  names: Record<string, DeclaredName[]>;
  /** Priorities, impacts and urgencies, the most severe first; the layers. */
  scales: { priority: string[]; impact: string[]; urgency: string[]; layer: string[] };
  /** The functions that the files share. */
  functions: { name: string; parameters: string[]; file: string }[];
}

/** A field that closures of the policy may read. */
export interface DeclaredField {
  /** Its name in the policy: `users_blocked`. */
  name: string;
  /** Its name in a ticket: `usersBlocked`. */
  camel: string;
  type: "bool" | "int" | "number" | "text" | "texts" | "instant";
  label: string;
  doc: string;
  /** The only texts allowed; null if any is. */
  values: string[] | null;
  /** Whether every policy knows it. */
  canonical: boolean;
}

/** Something that the policy declares. */
export interface DeclaredName {
  id: string;
  label: string;
  file: string;
  line: number;
  column: number;
}
