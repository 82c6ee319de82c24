import type { CodeEntries } from "./entry.js";

/** Diagnostics about the files and folders of a spec, before their content is read. */
export const sourceCodes = {
  "spec-empty": {
    severities: ["error"],
    cause: "Nothing in the folder or file describes an operation that can be called.",
    hint: "save a help page (?op=…) or the WSDL (?wsdl) of the service in its folder",
    cure: "Save a help page (`…/service.asmx?op=GetPrice`) as `.txt` or `.html`, or the WSDL (`…/service.asmx?wsdl`) as `.wsdl`, in the folder.",
    paste: { kind: "lines", text: "curl -o specs/shop/shop.wsdl 'https://shop.example/service.asmx?wsdl'" },
  },
  "spec-not-in-folder": {
    severities: ["warning"],
    cause:
      "A file directly in the folder of specs is a spec only if it describes a service by itself, as a WSDL, a page and recorded traffic do. Other files of a service are in a folder, whose name the client takes.",
    cure: "Move the file into the folder of its service, or out of the folder of specs.",
    paste: { kind: "lines", text: "mkdir -p specs/shop && mv specs/shop.xsd specs/shop/" },
  },
  "spec-too-large": {
    severities: ["error"],
    cause: "The folder holds more files or bytes than the sources of one service ever have.",
    cure: "Give each service a folder of its own, and keep other files out of it.",
  },
  "source-encoding": {
    severities: ["warning"],
    cause:
      "The file is not in the encoding that it declares, or declares none and is not UTF-8. It is read as windows-1252.",
    cure: "Save the file as UTF-8. Nothing else is needed if names and descriptions look right.",
    paste: { kind: "lines", text: "iconv -f iso-8859-2 -t utf-8 page.txt > page-utf8.txt" },
  },
  "source-mismatch": {
    severities: ["error", "warning"],
    cause:
      "The file is named as a WSDL or a schema, but its root cannot be the root of such a document: often it is an HTML error page. A schema (`.xsd`) that is not read is a warning, as if it were missing.",
    hint: "save the whole document: its root is <definitions> or <schema>",
    cure: "Save the whole document again: its root is `<definitions>` or `<schema>`.",
  },
  "source-outside": {
    severities: ["error"],
    cause:
      "A symbolic link leads out of the spec's folder, or out of that of the replies; or a spec in the folder of specs is a link that leads out of the project. It is not followed, so that whoever adds a spec cannot have other files read.",
    cure: "Copy the file into the folder. A spec outside of the project can be read where the command line names its path.",
  },
  "source-skipped": {
    severities: ["note"],
    cause: "A file in the folder is of a kind that is not read, or is a help page in a subfolder.",
    hint: "nothing is needed if it is not a source of the service",
    cure: "Nothing is needed if it is not a source. Otherwise give it one of these extensions, and move a help page to the top of the folder.",
  },
  "source-too-large": {
    severities: ["error"],
    cause: "The file is larger than any help page or WSDL. It is not read.",
    hint: "check that the right file was saved",
    cure: "Check that the right file was saved. Split a page that holds many operations into one file for each.",
  },
  "catalog-entry": {
    severities: ["warning"],
    cause: "An entry of an XML catalog leads to something other than a file of the spec.",
    hint: "save the file in the spec's folder, or correct the entry",
    cure: "Put the file into the spec's folder, or correct the entry.",
    paste: { kind: "lines", text: '<uri name="https://shop.example/common.xsd" uri="common.xsd"/>' },
  },
  "catalog-not-read": {
    severities: ["error"],
    cause: "The XML catalog is not a well-formed document.",
    hint: "correct the catalog at this place, or remove it",
    cure: "Correct the catalog at this place, or remove it.",
  },
} as const satisfies CodeEntries;
