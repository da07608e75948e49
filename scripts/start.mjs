/** npm start: installs what is missing, then serves the product on localhost under Node 24. */
import path from "node:path";
import { installWhatIsMissing } from "./install.mjs";
import { projectRoot, runUnderNode24 } from "./node24.mjs";

installWhatIsMissing();
runUnderNode24([
  path.join(projectRoot, "packages", "cli", "bin", "suanquan.js"),
  "serve",
  ...process.argv.slice(2),
]);
