/** ASP.NET as its users have it: on Mono, whose web services are Microsoft's published source. */
import { beforeAll, describe } from "vitest";
import { withSoftware } from "../server.js";
import { defects } from "./defects.js";
import { edges } from "./edges.js";
import { faults } from "./faults.js";
import { services } from "./services.js";
import { openSite, software, type Site } from "./site.js";

withSoftware("ASP.NET on Mono", software, () => {
  let open: Site;
  const site = (): Site => open;

  beforeAll(async () => {
    open = await openSite();
    return () => open.close();
  });

  describe("services", () => services(site));
  describe("values at the edges", () => edges(site));
  describe.each(["wsdl", "pages"] as const)("faults, to clients from %s", (origin) => faults(site, origin));
  describe("defects of Mono", () => defects(site));
});
