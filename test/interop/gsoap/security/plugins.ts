import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../server.js";

/** The commands that succeed where programs with the plug-ins of gSOAP can be compiled. */
export const pluginNeeds = {
  gsoap: ["soapcpp2", "-V"],
  "libgsoap-dev": ["test", "-e", "/usr/include/stdsoap2.h"],
  "libssl-dev": ["test", "-e", "/usr/include/openssl/ssl.h"],
  "zlib1g-dev": ["test", "-e", "/usr/include/zlib.h"],
  "g++": ["g++", "--version"],
} as const;

const plugins = "/usr/share/gsoap/plugin";

/** Compiles a program of the service in shop.h with the plug-ins for WS-Security and WS-Addressing. Returns its path. */
export async function compileWithPlugins(main: string, folder: string): Promise<string> {
  copyFileSync(join(import.meta.dirname, "shop.h"), join(folder, "shop.h"));
  await run(["soapcpp2", "-L", "-x", "-w", "-I/usr/share/gsoap/import", "shop.h"], folder);
  const ofPlugins = ["wsseapi.cpp", "smdevp.c", "mecevp.c", "wsaapi.c", "httpda.c", "threads.c"].map((name) =>
    join(plugins, name),
  );
  const stubs = ["soapC.cpp", "soapServer.cpp", "soapClient.cpp"];
  const flags = [
    "-O0",
    "-w",
    "-DWITH_OPENSSL",
    "-DWITH_DOM",
    "-DWITH_GZIP",
    "-I.",
    `-I${plugins}`,
    "-I/usr/share/gsoap",
  ];
  const libraries = ["-lgsoapssl++", "-lssl", "-lcrypto", "-lz", "-lpthread"];
  const time = "/usr/share/gsoap/custom/struct_timeval.c";
  await run(["g++", ...flags, "-o", "program", main, ...stubs, ...ofPlugins, time, ...libraries], folder);
  return join(folder, "program");
}
