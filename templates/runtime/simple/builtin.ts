/** The simple types of XML Schema and Microsoft's two, each under its own name. */
export * from "./text.js";
export * from "./boolean.js";
export * from "./number.js";
export * from "./date.js";
export * from "./binary.js";
export * from "./enumeration.js";
