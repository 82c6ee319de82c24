import type * as server from "../../templates/runtime/server.js";
import type * as exampleExchange from "../../templates/serve/example-exchange.js";
import type * as loopback from "../../templates/serve/loopback.js";
import type * as pages from "../../templates/serve/pages.js";
import type * as replies from "../../templates/serve/replies.js";
import type * as standIn from "../../templates/serve/stand-in.js";
import { serveFolder } from "./served-modules.js";

/** The modules that run the server. They are loaded beside the generated ones, so that both share one runtime. */
export type StandInModules = typeof standIn &
  typeof pages &
  typeof replies &
  typeof loopback &
  typeof exampleExchange &
  typeof server;

/** The paths of these modules. */
export const standInModules: readonly string[] = [
  ...["stand-in", "pages", "replies", "loopback", "example-exchange"].map((name) => `${serveFolder}/${name}.js`),
  "runtime/server.js",
];
