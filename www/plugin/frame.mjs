// The runtime in a frame of its own.

import * as andon from "../andon/runtime/browser.mjs";
import { answerThroughPort } from "./embedded.mjs";

answerThroughPort(andon);
