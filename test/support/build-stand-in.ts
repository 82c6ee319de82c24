import { execFileSync } from "node:child_process";

/** Compiles the stand-in like the build, before all tests, which load it like the commands do. */
export default function buildStandIn(): void {
  execFileSync("npm", ["run", "--silent", "build:stand-in"], { stdio: "inherit" });
}
