import { execFileSync } from "node:child_process";

/** Compiles what `soapwright serve` runs, as the build does; before all tests, which read it as the command does. */
export default function buildServed(): void {
  execFileSync("npm", ["run", "--silent", "build:served"], { stdio: "inherit" });
}
