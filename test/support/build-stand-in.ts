import { execFileSync } from "node:child_process";

/**
 * Compiles the stand-in like the build, before all tests, which load it like the commands do. Its types are not checked, which
 * `npm run types` does.
 */
export default function buildStandIn(): void {
  execFileSync("npm", ["run", "--silent", "build:stand-in", "--", "--noCheck"], { stdio: "inherit" });
}
