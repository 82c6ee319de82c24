import type { Help } from "./help.js";

const oneSpec = "spec: a folder in specs/ by its name, a path, or - for standard input";

/** The examples and notes in the help of each command, the most common call first. */
export const helpTexts: Readonly<Record<string, Help>> = {
  soapwright: {
    examples: [
      ["soapwright add https://shop.example/shop.asmx", "save and generate it"],
      ["soapwright generate", "write the clients of specs/"],
      ["soapwright inspect shop", "print what was found"],
      ["soapwright serve shop", "answer in place of the service"],
    ],
    notes: [
      "No address? Put a page, a WSDL, messages or recorded traffic into specs/shop/.",
      "Exit codes: 0 fine, 1 errors, 2 wrong usage, 3 stale files or breaking changes.",
    ],
  },
  add: {
    examples: [
      ["soapwright add https://shop.example/shop.asmx", "its pages and its WSDL"],
      ["soapwright add 'https://shop.example/orders.svc?wsdl'", "a WSDL and imports"],
      ["soapwright add page.html --name lookup", "a file that you have"],
      ["pbpaste | soapwright add - --name pasted", "from the clipboard"],
    ],
    notes: ["source: an address, a file, a folder, or - for standard input"],
  },
  update: {
    examples: [
      ["soapwright update", "all specs that were added by their addresses"],
      ["soapwright update shop --check", "in a nightly job: has it changed?"],
    ],
    notes: ["spec: its name; without any, all with a soapwright.lock.json"],
  },
  generate: {
    examples: [
      ["soapwright generate", "all folders in specs/"],
      ["soapwright generate shop", "one of them"],
      ["soapwright generate --check", "in CI: is it up to date?"],
      ["soapwright generate --watch", "again after each change"],
      ["soapwright generate page.html", "one page or WSDL, by its path"],
      ["pbpaste | soapwright generate - --name page", "what is in the clipboard"],
    ],
    notes: [
      `${oneSpec};`,
      "without any, all folders in specs/. A run writes all files of a spec or none,",
      "and replaces or removes only files that soapwright wrote.",
    ],
  },
  inspect: {
    examples: [
      ["soapwright inspect shop", "one line for each operation and type"],
      ["soapwright inspect shop --explain", "with the places that show each fact"],
      ["pbpaste | soapwright inspect -", "the page or WSDL in the clipboard"],
      ["soapwright inspect shop --json", "the whole model, for other programs"],
    ],
    notes: [oneSpec],
  },
  diff: {
    examples: [
      ["soapwright diff shop --git main", "what has changed since main"],
      ["soapwright diff old.wsdl new.wsdl", "from one file to another"],
      ["soapwright diff shop --git main --format github", "in a pull request"],
    ],
    notes: [oneSpec, "Exit codes: 0 nothing breaks, 1 errors, 2 wrong usage, 3 callers break"],
  },
  learn: {
    examples: [
      ["soapwright learn shop traffic.har", "what do real replies ask for?"],
      ["soapwright learn shop traffic.har --write", "add it to the configuration"],
    ],
    notes: [
      oneSpec,
      "traffic: files of Postman, SoapUI, .har, .http, cassettes, calls of curl, traces",
      "as lines of JSON, and texts with envelopes; no value of them is printed",
    ],
  },
  samples: {
    examples: [
      ["soapwright samples shop", "a page of all operations"],
      ["soapwright samples shop GetPrice", "the messages of one operation"],
      ["soapwright samples shop GetPrice --values", "a call with values, as it is sent"],
      ["soapwright samples shop --html > shop.html", "a page for a browser"],
    ],
    notes: [oneSpec, "operation: one operation; without it, all of them"],
  },
  call: {
    examples: [["soapwright call shop GetPrice Sku=A-1", "prints the reply as JSON"]],
    notes: ["value: Sku=A-1, Order.Lines[0].Sku=A-1; a repeated name is a list"],
  },
  serve: {
    examples: [
      ["soapwright serve shop", "until Ctrl-C; prints the address"],
      ["soapwright serve shop --port 8080", "always at the same address"],
      ["soapwright serve shop --replies replies", "as GetPrice.json states"],
      ["soapwright serve shop --fault 'Get*=0.1'", "one in ten of Get... fails"],
    ],
    notes: [oneSpec, "--fault and --delay take operation=value too, and can be repeated"],
  },
};
