import type { HelpPages } from "../../templates/runtime/server.js";

/** The help pages of a contract whose pages a test does not ask for. */
export function emptyPages(): Promise<{ readonly pages: HelpPages }> {
  return Promise.resolve({ pages: { frame: "<!--content-->", introduction: "", list: "", operations: {} } });
}
