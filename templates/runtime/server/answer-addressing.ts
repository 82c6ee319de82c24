import { known, namespace10, namespace2004, randomUrn, textOf } from "../addressing/addressing.js";
import type { AnyOperation, HeaderBlock, SoapBinding } from "../binding/binding.js";
import { headerBlock } from "../binding/header-block.js";
import { explain, misfit } from "../error.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import type { AddressingAnswers, Addressed } from "./contract.js";
import type { NewFault } from "./fault-envelope.js";
import { legible, legibleElement } from "./legible.js";

/** Which requests are refused. */
export interface AnswerAddressingOptions {
  /** Refuses requests without WS-Addressing. By default they are answered without it. */
  readonly required?: boolean | undefined;
}

/**
 * Reads the header blocks of WS-Addressing 1.0 and 2004/08, and answers with some, for the option `addressing` of a
 * service. The Action selects the operation where the request has no SOAPAction. Replies go into the HTTP response, so
 * that a request for another address is refused.
 */
export function answerAddressing({ required = false }: AnswerAddressingOptions = {}): AddressingAnswers {
  return {
    read(blocks, binding) {
      const properties = blocks.filter(({ name }) => known.has(name));
      const namespace = [namespace10, namespace2004].find((each) =>
        properties.some((block) => block.namespace === each),
      );
      if (namespace === undefined && !required) return undefined;
      const version = versionOf(namespace ?? namespace10);
      const own = properties.filter((block) => block.namespace === version.namespace);
      return addressedBy(own, version, binding);
    },
  };
}

/** The names of a version of WS-Addressing. */
interface Version {
  readonly namespace: string;
  readonly isFirst: boolean;
  readonly anonymous: string;
  /** The code for a header block that is wrong. */
  readonly invalid: string;
  /** The code for one that is missing. */
  readonly missing: string;
}

function versionOf(namespace: string): Version {
  const isFirst = namespace === namespace2004;
  return {
    namespace,
    isFirst,
    anonymous: `${namespace}/${isFirst ? "role/" : ""}anonymous`,
    invalid: isFirst ? "InvalidMessageInformationHeader" : "InvalidAddressingHeader",
    missing: isFirst ? "MessageInformationHeaderRequired" : "MessageAddressingHeaderRequired",
  };
}

/** A fault that WS-Addressing defines. */
interface AddressingFault extends NewFault<object> {
  /** The element that states what is wrong. */
  readonly problem: XmlElement | undefined;
}

function addressedBy(own: readonly XmlElement[], version: Version, binding: SoapBinding): Addressed {
  const { namespace, anonymous } = version;
  const element = elementMaker(namespace, "wsa");
  const find = (name: string): XmlElement | undefined => own.find((block) => block.name === name);
  const textIn = (name: string): string => {
    const found = find(name);
    return found === undefined ? "" : legible(textOf(found)); // the answer repeats it
  };
  const action = textIn("Action");
  const id = textIn("MessageID");

  function faultOf(codes: readonly string[], reason: string, problem: XmlElement): AddressingFault {
    const hasProblem = !version.isFirst;
    return {
      code: "Sender",
      subcodes: codes.map((name) => ({ namespace, name })),
      reason,
      problem: hasProblem ? problem : undefined,
      // SOAP 1.1 has no detail for what is wrong in the header: there it is a header block.
      ...(hasProblem && binding === "soap12" && { detail: { $any: [problem] } }),
    };
  }

  /** The first of the codes is the general one, which is all that the first version has. */
  function wrong(name: string, reason: string, subcode: string): AddressingFault {
    const codes = version.isFirst ? [version.invalid] : [version.invalid, subcode];
    return faultOf(codes, reason, element("ProblemHeaderQName", [`wsa:${name}`]));
  }

  function missing(name: string): AddressingFault {
    const reason = `expected the header block ${name} of WS-Addressing, found none`;
    return faultOf([version.missing], reason, element("ProblemHeaderQName", [`wsa:${name}`]));
  }

  function refusalOfAddress(name: string, accepted: readonly string[]): AddressingFault | undefined {
    const reference = find(name);
    if (reference === undefined) return undefined;
    const address = elementsIn(reference).find((each) => each.name === "Address" && each.namespace === namespace);
    if (address === undefined) return wrong(name, `expected an Address in ${name}`, "MissingAddressInEPR");
    if (accepted.includes(textOf(address))) return undefined;
    const reason = `expected the anonymous address in ${name}, since the service answers in the HTTP response only`;
    return wrong(name, reason, "OnlyAnonymousAddressSupported");
  }

  return {
    action,
    understood: [...known].map((name) => ({ namespace, name })),
    refusal(soapAction) {
      const repeated = own.find(
        ({ name }) => name !== "RelatesTo" && own.filter((each) => each.name === name).length > 1,
      );
      if (repeated !== undefined)
        return wrong(repeated.name, `expected one header block ${repeated.name}`, "InvalidCardinality");
      if (action === "") return missing("Action");
      if (soapAction === "" || soapAction === action) return undefined;
      const reason = explain(misfit(`an Action equal to the SOAPAction ${JSON.stringify(soapAction)}`, action));
      return wrong("Action", reason, "ActionMismatch");
    },
    unsupported() {
      const problem = element("ProblemAction", [element("Action", [action])]);
      return faultOf(["ActionNotSupported"], explain(misfit("an Action of an operation", action)), problem);
    },
    refusalOf({ response }) {
      if (response !== undefined && id === "") return missing("MessageID");
      const accepted = [anonymous, ...(response === undefined ? [`${namespace}/none`] : [])];
      return refusalOfAddress("ReplyTo", accepted) ?? refusalOfAddress("FaultTo", accepted);
    },
    answerBlocks: (operation) => (fault) => {
      const problem = isAddressingFault(fault) ? fault.problem : undefined;
      const blocks = [
        element("Action", [fault === undefined ? responseAction(operation, action) : faultAction(fault)]),
        element("MessageID", [randomUrn()]),
        ...(version.isFirst ? [element("To", [anonymous])] : []),
        ...(id === "" ? [] : [element("RelatesTo", [id])]),
        ...(problem !== undefined && binding === "soap11" ? [element("FaultDetail", [problem])] : []),
        ...parametersOf((fault && find("FaultTo")) ?? find("ReplyTo")),
      ];
      return blocks.map((block): HeaderBlock => headerBlock(block));
    },
  };

  function faultAction(fault: NewFault<object>): string {
    return `${namespace}/${version.isFirst || isAddressingFault(fault) ? "" : "soap/"}fault`;
  }

  /** The elements that the caller wants to have with the answer. */
  function parametersOf(reference: XmlElement | undefined): readonly XmlElement[] {
    const holders = elementsIn(reference).filter(
      (each) => each.namespace === namespace && /^Reference(?:Parameters|Properties)$/.test(each.name),
    );
    const parameters = holders.flatMap(elementsIn).filter((each) => each.namespace !== namespace);
    return parameters.map(legibleElement).map((each) => (version.isFirst ? each : marked(each)));
  }

  /** The caller's own mark gives way: an attribute can be there once only. */
  function marked(parameter: XmlElement): XmlElement {
    const mark = { name: "IsReferenceParameter", namespace, prefix: "wsa", value: "true" };
    const others = parameter.attributes.filter((each) => each.name !== mark.name || each.namespace !== namespace);
    return { ...parameter, attributes: [...others, mark] };
  }
}

function isAddressingFault(fault: NewFault<object> | undefined): fault is AddressingFault {
  return fault !== undefined && "problem" in fault;
}

/** By the patterns for Actions that WCF and WS-Addressing (Metadata 4.4.4) use. */
function responseAction(operation: AnyOperation | undefined, action: string): string {
  const isPattern = operation !== undefined && action.endsWith(`${operation.name}Request`);
  return `${isPattern ? action.replace(/Request$/, "") : action}Response`;
}
