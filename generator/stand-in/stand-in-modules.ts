import type * as server from "../../templates/runtime/server.js";
import type * as exampleExchange from "../../templates/stand-in/example-exchange.js";
import type * as loopback from "../../templates/stand-in/loopback.js";
import type * as pages from "../../templates/stand-in/pages.js";
import type * as refusal from "../../templates/stand-in/refusal.js";
import type * as replies from "../../templates/stand-in/replies.js";
import type * as replyReading from "../../templates/stand-in/reply-reading.js";
import type * as serviceCall from "../../templates/stand-in/service-call.js";
import type * as standIn from "../../templates/stand-in/stand-in.js";
import { standInFolder } from "./print-stand-in.js";

/** The exports of the modules that all stand-ins share. They are loaded beside the generated ones, with one runtime for both. */
export type StandInModules = typeof standIn &
  typeof pages &
  typeof refusal &
  typeof replies &
  typeof loopback &
  typeof exampleExchange &
  typeof replyReading &
  typeof serviceCall &
  typeof server;

/** The paths of these modules. */
export const standInModules: readonly string[] = [
  ...["stand-in", "pages", "refusal", "replies", "loopback", "example-exchange", "reply-reading", "service-call"].map(
    (name) => `${standInFolder}/${name}.js`,
  ),
  "runtime/server.js",
];
