/** The simple types of XML Schema and Microsoft's two, each under its own name. */
export * from "../../templates/runtime/simple/text.js";
export * from "../../templates/runtime/simple/boolean.js";
export * from "../../templates/runtime/simple/number.js";
export * from "../../templates/runtime/simple/date.js";
export * from "../../templates/runtime/simple/binary.js";
export * from "../../templates/runtime/simple/enumeration.js";
