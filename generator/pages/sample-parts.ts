import { xsiNamespace } from "../namespaces.js";
import type { SampleAttribute, SampleElement, SampleText } from "../read/help-page/help-page.js";
import type { Place } from "../source.js";
import type { QName } from "../model/service.js";
import type { Filled } from "./filling.js";

/** Creates the parts of samples at one place. */
export interface SampleParts {
  element(
    name: QName,
    attributes: readonly SampleAttribute[],
    children: readonly (SampleElement | SampleText)[],
  ): SampleElement;
  attribute(name: QName, filled: Filled): SampleAttribute;
  text(filled: Filled): SampleText;
}

export function sampleParts(place: Place): SampleParts {
  return {
    element({ local, namespace }, attributes, children) {
      return { kind: "element", name: local, namespace, attributes, children, place };
    },
    attribute({ local, namespace }, { text, ...filled }) {
      return { name: local, namespace, value: text, ...filled, place };
    },
    text(filled) {
      return { kind: "text", ...filled, place };
    },
  };
}

export const xsiType: QName = { namespace: xsiNamespace, local: "type" };
export const xsiNil: QName = { namespace: xsiNamespace, local: "nil" };
/** The nil attribute of early drafts, which ASMX prints in SOAP 1.1 encoding. */
export const xsiNull: QName = { namespace: xsiNamespace, local: "null" };
