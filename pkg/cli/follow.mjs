// A file that grows: what is there, and then what is added to it.

import { open } from "node:fs/promises";
import { Refusal } from "./refusal.mjs";

const PAUSE = 250;
const CHUNK = 64 * 1024;

/** The bytes of a growing file, without end. A file that was emptied is read anew. */
export async function* growing(file, wait) {
  const handle = await open(file).catch((error) => {
    throw new Refusal(error.code === "ENOENT" ? `no file \`${file}\`` : `\`${file}\` cannot be read: ${error.message}`);
  });
  let at = 0;
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, at);
      at += bytesRead;
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      else {
        if ((await handle.stat()).size < at) at = 0;
        await wait(PAUSE);
      }
    }
  } finally {
    await handle.close();
  }
}
