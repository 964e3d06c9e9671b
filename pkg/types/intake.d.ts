// What a form has to ask for.

/** What an intake form has to ask for. */
export interface Intake {
  /** Most severe first. */
  priorities: string[];
  categories: IntakeCategory[];
  fields: IntakeField[];
}

/** A category to choose, and the fields it needs. */
export interface IntakeCategory {
  id: string;
  label: string;
  require: string[];
}

/** A field to fill in. */
export interface IntakeField {
  name: string;
  label: string;
  type: "bool" | "int" | "number" | "text" | "texts" | "instant";
  /** The texts allowed; of systems, lines and plants, those the policy knows. */
  values: string[];
  /** Whether other texts than `values` are refused. */
  closed: boolean;
  help: string;
  /** Whether a ticket cannot be decided without it. */
  required: boolean;
}
