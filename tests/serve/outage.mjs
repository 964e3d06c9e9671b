// Twelve tickets of one outage, as a desk's webhooks bring them.

import path from "node:path";
import { root } from "../../pkg/build/console.mjs";
import { listener } from "./listener.mjs";
import { open, until } from "./room.mjs";

/** A validator that has decided the tickets; `ear` hears what it tells. */
export async function outage(t, now, config = {}) {
  const time = { now };
  const ear = await listener(t);
  const options = { policy: path.join(root, "rules", "manufacturing"), clock: () => time.now };
  const room = await open(t, { ...options, config: { notify: { url: ear.url }, ...config } });
  for (let number = 1; number <= 12; number += 1) {
    time.now = now + number * 40_000;
    const openedAt = new Date(time.now).toISOString();
    const line = `MTY-L${(number % 4) + 1}`;
    room.desk.add({ id: `T${number}`, openedAt, subject: "MES does not answer", system: "MES", plant: "MTY", line });
    await room.post(room.desk.webhook(`T${number}`, { at: time.now }));
    await until(() => room.desk.writesOf(`T${number}`) === 1, "a decision");
  }
  return { room, ear, options, time };
}
