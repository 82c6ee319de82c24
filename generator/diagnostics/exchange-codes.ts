import type { CodeEntries } from "./entry.js";

/** Diagnostics about recorded traffic and the files of tools that send requests. */
export const exchangeCodes = {
  "body-in-file": {
    severities: ["note"],
    cause: "A request of an `.http` file takes its body from another file, which is not read.",
    hint: "put the text of that file here, or add that file to the spec as .txt",
    cure: "Put the text of that file in place of the line that names it, or add that file to the spec as `.txt`.",
  },
  "command-cut": {
    severities: ["warning"],
    cause: "A command opens a quote or a here-document that nothing closes, so that its end was not copied.",
    hint: "copy the command again, with its last quotation mark",
    cure: "Copy the command again, with its last quotation mark.",
  },
  "recording-empty": {
    severities: ["warning"],
    cause: "The file records HTTP requests or holds those of a tool, and none of them calls a SOAP service.",
    hint: "record the calls again, or remove the file from the spec",
    cure: "Record the calls again while the program makes them, or remove the file from the spec.",
  },
  "recording-not-well-formed": {
    severities: ["error"],
    cause: "A collection, an HTTP archive or a project of SoapUI is cut or damaged, so that nothing in it can be read.",
    hint: "save the file again with the tool that it comes from",
    cure: "Save the file again with the tool that it comes from, and copy all of it.",
  },
  "requests-left-out": {
    severities: ["note"],
    cause:
      "The file holds other HTTP requests beside the SOAP calls, such as a login in JSON or the images of a page. The client has no function for them.",
    hint: "nothing is needed if they are not calls of the SOAP service",
    cure: "Nothing is needed if they are not calls of the SOAP service. Otherwise record those calls again, with their bodies.",
  },
  "variable-unset": {
    severities: ["warning"],
    cause:
      "A request of a tool's file names a variable in its action, in another header, in a namespace or in the name of an element, and the file does not contain the variable's value: it is in an environment of the tool, which is saved separately. The client would send the name of the variable.",
    cure: "Write the variable with its value into the file, as the hint shows, or write the value in its place.",
  },
} as const satisfies CodeEntries;
