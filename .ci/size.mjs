// The WebAssembly is as small as promised.

import { main } from "../pkg/build/console.mjs";
import { checkSize } from "../pkg/build/size.mjs";

await main(checkSize);
