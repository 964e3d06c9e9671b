// What of a policy cannot be meant.

/** Something in a policy that is legal, and yet cannot be meant. */
export interface Finding {
  /**
   * `error`: the policy contradicts itself. `warning`: something has no effect, or somebody is not there. `note`: worth
   * knowing, may well be meant.
   */
  level: "note" | "warning" | "error";
  /** Stable name of the kind of finding: `shadowed-rule`, `never-holds`, ... (docs/lint.md lists them). */
  code: string;
  message: string;
  /** The way out. */
  help: string;
  file?: string;
  line?: number;
  column?: number;
  path?: string;
}
