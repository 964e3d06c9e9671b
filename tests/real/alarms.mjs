// Alarms of networks as tickets, and what their publishers say of causes and links.

import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { FOLDER } from "./exports.mjs";

const FILES = { wireless: "alarms_18v_55n_wireless", microwave: "alarms_24v_439n_microwave" };
/** The alarms' seconds count from an arbitrary start; here it is a Monday. */
const START = Date.UTC(2026, 0, 5);

/** The alarms of a network in the order in which they began; `undefined` for other names. With a network, its parts are plants. */
export function alarms(name, network) {
  if (FILES[name] === undefined) return undefined;
  const read = rows(FILES[name]).map(([type, device, start]) => ({ type, device, start: Number(start) }));
  const sorted = read.sort((a, b) => a.start - b.start);
  return sorted.map(({ type, device, start }, index) => {
    const at = START + (start - sorted[0].start) * 1000;
    return {
      ...{ id: `A${index + 1}`, openedAt: new Date(at).toISOString(), subject: `alarm ${type}` },
      ...{ system: `alarm type ${type}`, symptom: "error", asset: `device ${device}` },
      ...{ channel: "monitoring", reporter: "monitoring", plant: network?.partOf(device) },
      ...{ at, type, device },
    };
  });
}

/** Where an alarm file is, to see whether it is there. */
export function fileOf(name) {
  return FILES[name] && path.join(FOLDER, `${FILES[name]}.csv.gz`);
}

/** The microwave network: which devices are linked, and which type of alarm causes which. */
export class Network {
  #links = new Map();
  #causes = new Set(rows(`${FILES.microwave}_causes`).map(([cause, effect]) => `${cause} ${effect}`));
  #parts = new Map();

  constructor() {
    for (const [one, other] of rows(`${FILES.microwave}_links`)) {
      this.#linked(one).add(other);
      this.#linked(other).add(one);
    }
  }

  causes(cause, effect) {
    return this.#causes.has(`${cause} ${effect}`);
  }

  /** The same type, or one of them causes the other. */
  isKin(one, other) {
    return one === other || this.causes(one, other) || this.causes(other, one);
  }

  /** The same device, or a linked one. */
  isNear(one, other) {
    return one === other || this.#linked(one).has(other);
  }

  /** The connected part that a device is in, named after the first of its devices that was asked for. */
  partOf(device) {
    if (!this.#parts.has(device)) {
      const waiting = [device];
      for (const next of waiting) {
        if (this.#parts.has(next)) continue;
        this.#parts.set(next, `part ${device}`);
        waiting.push(...this.#linked(next));
      }
    }
    return this.#parts.get(device);
  }

  #linked(device) {
    if (!this.#links.has(device)) this.#links.set(device, new Set());
    return this.#links.get(device);
  }
}

function rows(name) {
  const text = gunzipSync(readFileSync(path.join(FOLDER, `${name}.csv.gz`))).toString();
  const lines = text.trim().split("\n").slice(1);
  return lines.map((line) => line.trim().split(","));
}
