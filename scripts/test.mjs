/** npm test: installs what is missing, then runs every check and every test under Node 24. */
import path from "node:path";
import { installWhatIsMissing } from "./install.mjs";
import { projectRoot, runUnderNode24 } from "./node24.mjs";

installWhatIsMissing();
runUnderNode24([path.join(projectRoot, "scripts", "check-and-test.mjs"), ...process.argv.slice(2)]);
