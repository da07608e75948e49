/** Runs a script of the project under its own Node 24: node scripts/run.mjs SCRIPT [ARGUMENT …] */
import { installWhatIsMissing } from "./install.mjs";
import { runUnderNode24 } from "./node24.mjs";

installWhatIsMissing();
runUnderNode24(process.argv.slice(2));
