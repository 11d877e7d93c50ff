// The workbench's script. Every page works without it; it adds live cards,
// completion, dialogs and copying. No other script runs here.

import { startComposers } from "./composer.js";
import { startCopying } from "./copy.js";
import { startDialogs } from "./dialogs.js";
import { startLists } from "./list.js";
import { startStream } from "./stream.js";
import { startSwitches } from "./switches.js";

document.documentElement.classList.add("js");
startLists();
startComposers();
startDialogs();
startCopying();
startSwitches();
startStream();
