import type { CodeEntries } from "./entry.js";

/** Files and folders of a spec, before anything in them is read. */
export const sourceCodes = {
  "spec-empty": {
    severities: ["error"],
    cause: "Nothing in the folder or file describes an operation.",
    example: "found no operation, expected a WSDL or the help page of at least one",
    cure: "Save a help page (`…/service.asmx?op=GetPrice`) as `.txt` or `.html`, or the WSDL (`…/service.asmx?wsdl`) as `.wsdl`, in the folder.",
    paste: "curl -o specs/shop/shop.wsdl 'https://shop.example/service.asmx?wsdl'",
  },
  "spec-not-in-folder": {
    severities: ["warning"],
    cause:
      "A file lies directly in the folder of specs. Each service has a folder of its own, whose name the client takes.",
    example: "found a file, expected a folder for each service",
    cure: "Move the file into a folder with the name of its service.",
    paste: "mkdir specs/shop && mv specs/shop.wsdl specs/shop/",
  },
  "spec-too-large": {
    severities: ["error"],
    cause: "The folder holds more files or bytes than the sources of one service ever have.",
    example: "found more than 10000 files, expected the sources of one service",
    cure: "Give each service a folder of its own, and keep other files out of it.",
  },
  "source-encoding": {
    severities: ["warning"],
    cause:
      "The file is not in the encoding that it declares, or declares none and is not UTF-8. It is read as windows-1252.",
    example: "found bytes that are not utf-8, read as windows-1252",
    cure: "Save the file as UTF-8. Nothing else is needed if names and descriptions look right.",
    paste: "iconv -f iso-8859-2 -t utf-8 page.txt > page-utf8.txt",
  },
  "source-mismatch": {
    severities: ["error"],
    cause: "The file has an element of WSDL or XML Schema as its root that cannot be the root of a document.",
    example: "found <binding>, expected a WSDL or a schema",
    cure: "Save the whole document again: its root is `<definitions>` or `<schema>`.",
  },
  "source-outside": {
    severities: ["error"],
    cause:
      "A symbolic link leads out of the spec's folder. It is not followed, so that a spec cannot read other files.",
    example: "found a symbolic link that leads out of the folder, expected a file in it",
    cure: "Copy the file into the folder.",
  },
  "source-skipped": {
    severities: ["note"],
    cause: "A file of the folder is of no kind that is read, or is a help page in a subfolder.",
    example: "found a file that is not read, expected .txt, .html, .htm, .md, .wsdl, .xsd, .xml",
    cure: "Nothing, if it is not a source. Otherwise give it one of these extensions, and move a help page to the top of the folder.",
  },
  "source-too-large": {
    severities: ["error"],
    cause: "The file is larger than any help page or WSDL. It is not read.",
    example: "found 41943040 bytes, expected at most 33554432",
    cure: "Check that the right file was saved. Split a page that holds many operations into one file for each.",
  },
  "catalog-entry": {
    severities: ["warning"],
    cause: "An entry of an XML catalog leads to something other than a file of the spec.",
    example: 'found "schemas/common.xsd", expected the path of a file in the spec',
    cure: "Put the file into the spec's folder, or correct the entry.",
    paste: '<uri name="https://shop.example/common.xsd" uri="common.xsd"/>',
  },
  "catalog-not-read": {
    severities: ["error"],
    cause: "The XML catalog is not a well-formed document.",
    example: "found no XML, expected a catalog",
    cure: "Correct the catalog at the place, or remove it.",
  },
} as const satisfies CodeEntries;
