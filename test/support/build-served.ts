import { execFileSync } from "node:child_process";

/** Compiles what `soapwright serve` runs, as the package ships it; before all tests. */
export default function buildServed(): void {
  execFileSync("npm", ["run", "--silent", "build:served"], { stdio: "inherit" });
}
