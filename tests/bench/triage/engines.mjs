// The same rules for every engine: each gives a function from a ticket to { rule, priority, team }.

import { Environment } from "@marcbachmann/cel-js";
import { Policy } from "andon";
import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";
import { Engine } from "json-rules-engine";
import { NOBODY, PRIORITIES, reference } from "./workload.mjs";

const quoted = JSON.stringify;

/** The rules as a policy: priorities by rules, teams by routes with the same conditions. */
export function policyOf(rules) {
  const texts = {
    is: ({ field, value }) => (value === true ? `t.${field}` : `t.${field} == ${quoted(value)}`),
    among: ({ field, value }) => `t.${field} in ${quoted(value)}`,
    atLeast: ({ field, value }) => `t.${field} >= ${value}`,
    says: ({ field, value }) => `(${value.map((word) => `t.${field}.contains(${quoted(word)})`).join(" || ")})`,
  };
  const when = (rule) => `|t| ${rule.when.map((condition) => texts[condition.test](condition)).join(" && ")}`;
  const teams = new Set(rules.map(({ team }) => team));
  const categories = new Set(
    rules.flatMap((rule) => rule.when.filter(({ field }) => field === "category")).map(({ value }) => value),
  );
  return `policy(#{ name: "bench", version: "1" });
field("make", #{ type: "text", label: "Make" });
field("role", #{ type: "text", label: "Role of the reporter" });
field("sole_unit", #{ type: "bool", label: "The only one on the line" });
matrix(#{ impact: ["any"], urgency: ["any"], priority: [["P4"]], priorities: ${quoted(PRIORITIES)}, otherwise: "P4" });
team("desk", #{ name: "Desk", fallback: true });
${[...teams].map((team) => `team(${quoted(team)}, #{ name: ${quoted(team)} });`).join("\n")}
${[...categories].map((category) => `category(${quoted(category)}, #{});`).join("\n")}
${rules.map((rule) => `rule(${quoted(rule.id)}, #{ when: ${when(rule)}, priority: ${quoted(rule.priority)} });`).join("\n")}
${rules.map((rule) => `route(${quoted(`to-${rule.id}`)}, #{ when: ${when(rule)}, to: ${quoted(rule.team)} });`).join("\n")}
`;
}

const said = ({ id, priority, team }) => ({ rule: id, priority, team });
/** From a rule's place to what it says; a new object each time, as from all others. */
const table = (rules) => {
  const all = [...rules.map(said), NOBODY];
  return (place) => ({ ...all.at(place) });
};

function logicOf(rules) {
  const one = {
    is: ({ field, value }) => ({ "===": [{ var: field }, value] }),
    among: ({ field, value }) => ({ in: [{ var: field }, value] }),
    atLeast: ({ field, value }) => ({ ">=": [{ var: field }, value] }),
    says: ({ field, value }) => ({ or: value.map((word) => ({ in: [word, { var: field }] })) }),
  };
  const when = (rule) => ({ and: rule.when.map((condition) => one[condition.test](condition)) });
  return { if: [...rules.flatMap((rule, place) => [when(rule), place]), -1] };
}

function celOf(rules) {
  const one = {
    is: ({ field, value }) => `${field} == ${quoted(value)}`,
    among: ({ field, value }) => `${field} in ${quoted(value)}`,
    atLeast: ({ field, value }) => `${field} >= ${value}`,
    says: ({ field, value }) => `(${value.map((word) => `${field}.contains(${quoted(word)})`).join(" || ")})`,
  };
  const when = (rule) => rule.when.map((condition) => one[condition.test](condition)).join(" && ");
  return rules.reduceRight((rest, rule, place) => `${when(rule)} ? ${place} : (${rest})`, "-1");
}

function rulesEngineOf(rules) {
  const operators = { is: "equal", among: "in", atLeast: "greaterThanInclusive", says: "says" };
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator("says", (text, words) => words.some((word) => text.includes(word)));
  for (const [place, rule] of rules.entries()) {
    const all = rule.when.map(({ field, test, value }) => ({ fact: field, operator: operators[test], value }));
    // The first is enough: whoever has held stops the others.
    engine.addRule({
      conditions: { all },
      priority: rules.length - place,
      event: { type: "said", params: said(rule) },
      onSuccess: () => engine.stop(),
    });
  }
  return async (ticket) => (await engine.run(ticket)).events[0]?.params ?? NOBODY;
}

const mayGenerate = () => {
  try {
    return new Function("return true")();
  } catch {
    return false;
  }
};

/** Engines by name, each made ready for rules. */
export const engines = {
  "andon triage": (rules) => {
    const triage = Policy.compile({ "bench.rhai": policyOf(rules) }).triage();
    return (ticket) => triage.decide(ticket);
  },
  "andon triage, explained": (rules) => {
    const triage = Policy.compile({ "bench.rhai": policyOf(rules) }).triage();
    return (ticket) => triage.explain(ticket);
  },
  "by hand, rules as data": (rules) => (ticket) => reference(rules, ticket),
  "json-logic-engine, generated": (rules) => {
    if (!mayGenerate()) return undefined;
    const [decide, say] = [new LogicEngine().build(logicOf(rules)), table(rules)];
    return (ticket) => say(decide(ticket));
  },
  "json-logic-engine": (rules) => {
    const [engine, logic, say] = [new LogicEngine(), logicOf(rules), table(rules)];
    return (ticket) => say(engine.run(logic, ticket));
  },
  "cel-js": (rules) => {
    const environment = new Environment({ unlistedVariablesAreDyn: true, limits: { maxAstNodes: 1e6, maxDepth: 1e4 } });
    const [ask, say] = [environment.parse(celOf(rules)), table(rules)];
    // Whole numbers are BigInt there.
    return (ticket) => say(Number(ask({ ...ticket, users_blocked: BigInt(ticket.users_blocked) })));
  },
  "json-logic-js": (rules) => {
    const [logic, say] = [logicOf(rules), table(rules)];
    return (ticket) => say(jsonLogic.apply(logic, ticket));
  },
  "json-rules-engine": rulesEngineOf,
};
