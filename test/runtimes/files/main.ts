import { callArchive } from "./calls.js";

// Types of Node are not installed in every set-up.
declare const process: { readonly argv: readonly string[] };

callArchive(String(process.argv[process.argv.length - 1])).then((lines) => console.log(lines.join("\n")));
