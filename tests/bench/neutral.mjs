// Rules of chance as any engine could have them: fields that equal, are among, are at least, and texts that hold words.
// Each rule is written three times: for a policy, as plain JavaScript, and for json-logic-engine.

import { CAMEL, chance, FIELDS, FRAME, PRIORITIES, WORDS } from "./past.mjs";

/** Rules: all tests of one must hold; the most severe rule that holds counts. */
export function neutralRules(count, seed = 3) {
  const { below, pick } = chance(seed);
  const kinds = [
    () => ({ field: "zone", sign: "in", value: [...new Set([pick(FIELDS.zone), pick(FIELDS.zone)])] }),
    () => ({ field: "system", sign: "in", value: [...new Set([pick(FIELDS.system), pick(FIELDS.system)])] }),
    () => ({ field: "plant", sign: "==", value: pick(FIELDS.plant) }),
    () => ({ field: "users_blocked", sign: ">=", value: 1 + below(50) }),
    () => ({ field: "production_stopped", sign: "==", value: true }),
  ];
  return Array.from({ length: count }, () => ({
    tests: [
      { field: "category", sign: "==", value: pick(FIELDS.category) },
      pick(kinds)(),
      ...(below(3) > 0 ? [{ field: "description", sign: "has", value: `${pick(WORDS)} ${pick(WORDS)}` }] : []),
    ],
    priority: pick(PRIORITIES),
  }));
}

/** The rules as a policy's files. */
export function neutralPolicy(rules) {
  const test = ({ field, sign, value }) =>
    sign === "has" ? `t.${field}.contains(${JSON.stringify(value)})` : `t.${field} ${sign} ${JSON.stringify(value)}`;
  const text = rules.map(
    ({ tests, priority }, at) =>
      `rule("r${at}", #{ when: |t| ${tests.map(test).join(" && ")}, priority: "${priority}" });`,
  );
  return { "frame.rhai": FRAME, "rules.rhai": text.join("\n") };
}

/** The rules as somebody would write them in JavaScript: the rank of a ticket's priority. */
export function neutralByHand(rules) {
  const test = ({ field, sign, value }) => {
    const [read, literal] = [`t.${CAMEL[field] ?? field}`, JSON.stringify(value)];
    if (sign === "has") return `${read}.includes(${literal})`;
    if (sign === "in") return `(${value.map((one) => `${read} === ${JSON.stringify(one)}`).join(" || ")})`;
    return `${read} ${sign === "==" ? "===" : sign} ${literal}`;
  };
  const lines = rules.map(({ tests, priority }) => {
    const rank = PRIORITIES.indexOf(priority);
    return `if (rank > ${rank} && ${tests.map(test).join(" && ")}) rank = ${rank};`;
  });
  return new Function("t", `let rank = 9;\n${lines.join("\n")}\nreturn rank === 9 ? 3 : rank;`);
}

/** The rules for json-logic-engine, the most severe first, so that the first that holds counts. */
export function neutralLogic(rules) {
  const test = ({ field, sign, value }) => {
    const read = { var: CAMEL[field] ?? field };
    if (sign === "has") return { in: [value, read] };
    if (sign === "in") return { in: [read, value] };
    return { [sign === "==" ? "===" : sign]: [read, value] };
  };
  const ranked = rules.toSorted((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
  const arms = ranked.flatMap(({ tests, priority }) => [{ and: tests.map(test) }, PRIORITIES.indexOf(priority)]);
  return { if: [...arms, 3] };
}
