/** ASP.NET as its users have it: on Mono, whose web services are Microsoft's published source. */
import { beforeAll, describe } from "vitest";
import { withSoftware } from "../server.js";
import { commands } from "./commands.js";
import { defects } from "./defects.js";
import { edges } from "./edges.js";
import { faults } from "./faults.js";
import { services } from "./services.js";
import { openSite, software, type Site } from "./site.js";
import { tables } from "./tables.js";
import { typedRows } from "./typed-rows.js";

const origins = ["wsdl", "pages"] as const;

withSoftware("ASP.NET on Mono", software, () => {
  let site: Site;

  beforeAll(async () => {
    site = await openSite();
    return () => site.close();
  });

  describe("services", () => services(() => site));
  describe.each(origins)("values at the edges, of clients from %s", (origin) => edges(() => site.from(origin), origin));
  describe.each(origins)("faults, to clients from %s", (origin) => faults(() => site.from(origin)));
  describe.each(origins)("rows of DataSets, in clients from %s", (origin) => tables(() => site.from(origin)));
  describe("rows of a typed DataSet", () => typedRows(() => site));
  describe("commands", () => commands(() => site));
  describe("defects of Mono", () => defects(() => site.from("wsdl")));
});
