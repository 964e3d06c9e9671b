// A suggestion of alarms, judged alarm by alarm.

import { grouped } from "./grouped.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** An effect comes so soon after its cause. */
const SOON = 10 * MINUTE;

/** A suggestion of alarms, each judged: what else in it could have caused it, or been caused by the same? */
export class Flood {
  right = 0;
  apart = 0;
  wrong = 0;

  constructor(id, members, network) {
    Object.assign(this, { id, members, network });
    this.types = grouped(members, ({ type }) => type);
    this.devices = new Set(members.map(({ device }) => device));
    for (const alarm of members) this[this.#judged(alarm)] += 1;
  }

  /** Right: another alarm of the suggestion explains it, near in time and in the network. Wrong: none of them is of a kin type. */
  #judged(alarm) {
    const kin = this.members.filter((other) => other !== alarm && this.network.isKin(other.type, alarm.type));
    if (kin.length === 0) return "wrong";
    const near = (other) => Math.abs(other.at - alarm.at) <= SOON && this.network.isNear(other.device, alarm.device);
    return kin.some(near) ? "right" : "apart";
  }

  /** Whether it began with the other one, and a type of it causes one of the other. */
  causes(other) {
    if (Math.abs(this.members[0].at - other.members[0].at) > HOUR) return false;
    const types = [...other.types.keys()];
    return [...this.types.keys()].some((cause) => types.some((effect) => this.network.causes(cause, effect)));
  }

  /** The share of the smaller one's devices that both tell of. */
  shared(other) {
    const both = [...this.devices].filter((device) => other.devices.has(device)).length;
    return both / Math.min(this.devices.size, other.devices.size);
  }

  text() {
    const types = [...this.types].map(([type, { length }]) => `${type}: ${length}`).join(", ");
    const [start, end] = [this.members[0], this.members.at(-1)].map(({ openedAt }) => openedAt.slice(5, 16));
    const counts = `${this.members.length} alarms of ${this.devices.size} devices, types { ${types} }`;
    return `${this.id} ${start} to ${end}: ${counts}; right ${this.right}, apart ${this.apart}, wrong ${this.wrong}`;
  }

  /** Every alarm with its verdict. */
  lines() {
    return this.members.map((alarm) => {
      const { id, openedAt, type, device, plant } = alarm;
      return `  ${id} ${openedAt} type ${type} device ${device} ${plant}: ${this.#judged(alarm)}`;
    });
  }
}
