// The engine with its compiler, in a frame of its own.

import * as andon from "../andon/browser.mjs";
import { answerThroughPort } from "./embedded.mjs";

answerThroughPort(andon);
