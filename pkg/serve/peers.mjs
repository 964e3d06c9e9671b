// Packages that only the validator needs. A plugin's user does not install them, so they may be missing.

import { Refusal } from "../cli/refusal.mjs";

/** Says what to install, if that is what is wrong. */
export function missingPeer(name) {
  return (error) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND" || !error.message.includes(`'${name}'`)) throw error;
    throw new Refusal("the validator needs three more packages: `npm install libsql pino prom-client`", {
      cause: error,
    });
  };
}
