// What the editor knows about the policy it shows: fields from the engine, names from the policy's own files.

import { declarations, FUNCTIONS, NAMES, snake, WORDS } from "./vocabulary.mjs";

export class Knowledge {
  #fields = new Map();
  #declared = [];
  #priorities = [];

  /** What the engine says of a policy that compiles. */
  learn({ fields, priorities }) {
    this.#priorities = priorities;
    this.#fields = new Map(fields.map((field) => [snake(field.name), field]));
  }

  /** What the files say, whether they compile or not. */
  read(files) {
    this.#declared = declarations(files);
  }

  /** The fields of a ticket, by the name that a policy reads. */
  get fields() {
    return this.#fields;
  }

  /** A function of the policy or of the engine, a word, or nothing. */
  callable(name) {
    const own = this.#declared.find(({ word, id }) => word === "fn" && id === name);
    if (own) return { usage: `${name}(${own.parameters})`, doc: "a function of this policy", file: own.file };
    return WORDS.get(name) ?? FUNCTIONS.get(name);
  }

  /** Everything that can be called where a closure stands. */
  get callables() {
    const own = this.#declared.filter(({ word }) => word === "fn").map(({ id }) => id);
    return [...new Set([...own, ...FUNCTIONS.keys()])];
  }

  /** Where a name is declared. */
  declared(id) {
    return this.#declared.filter((declaration) => declaration.id === id);
  }

  /** The texts that make sense as the value of an entry or of a comparison with a field. */
  values(name) {
    const kinds = NAMES.get(name) ?? new Set();
    if (kinds.has("priority") || name === "priority") return this.#priorities;
    if (kinds.has("field")) return [...this.#fields.keys()];
    // Whoever can be told can be a team as well.
    const isNamed = ({ word }) => kinds.has(word) || word === name || (kinds.has("stakeholder") && word === "team");
    const listed = this.#fields.get(name)?.values ?? [];
    return [...new Set([...listed, ...this.#declared.filter(isNamed).map(({ id }) => id)])];
  }
}
