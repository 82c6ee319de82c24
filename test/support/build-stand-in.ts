import { execFileSync } from "node:child_process";

/** Compiles the stand-in as the build does, before all tests, which read it as the commands do. */
export default function buildStandIn(): void {
  execFileSync("npm", ["run", "--silent", "build:stand-in"], { stdio: "inherit" });
}
