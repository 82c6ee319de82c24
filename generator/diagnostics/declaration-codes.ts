import type { CodeEntries } from "./entry.js";

/**
 * Diagnostics about declarations in WSDL and schemas: services, bindings, operations and types that a client may not be
 * able to have.
 */
export const declarationCodes = {
  "operations-missing": {
    severities: ["error"],
    cause:
      "The WSDL holds nothing that can be called: often it is the part without bindings, which another document imports.",
    hint: "add the document with the binding and the service",
    cure: "Add the document with the binding and the service to the folder.",
  },
  "operation-left-out": {
    severities: ["warning"],
    cause:
      "An operation cannot be called over a binding, as with attachments in a request, or a part that is not declared.",
    hint: "nothing is needed if you do not call it there",
    cure: "Nothing is needed if you do not call it there; `call` of the runtime can send its messages as XML. To be rid of the warning, leave the operation out by name.",
  },
  "header-left-out": {
    severities: ["warning"],
    cause:
      "A binding names a header block that its message does not have, or that nobody can send. The operation can be called without it.",
    hint: "nothing is needed unless the service demands the block; headerBlocks of a call sends it as XML",
    cure: "Nothing is needed unless the service demands the block: then give it as XML, in `headerBlocks` of the call or of the port.",
  },
  "attachment-left-out": {
    severities: ["warning"],
    cause:
      "A binding describes a part of a multipart (`mime:content`) that is not a part of its message, or that has no name. The operation can be called without it.",
    hint: "nothing is needed unless the service demands it; the option attachments of a call sends it, and reply.attachments has that of a reply",
    cure: "Nothing is needed unless the service demands the attachment: then give it [in `attachments` of the call](attachments.md#send-attachments). Those of replies are in `reply.attachments`.",
  },
  "operation-unbound": {
    severities: ["warning"],
    cause: "A port type has an operation that the binding does not mention, so that nobody can call it there.",
    hint: "save the WSDL again if you need the operation there",
    cure: "Nothing is needed if the operation is in another binding. Otherwise the WSDL is incomplete: save it again.",
  },
  "operation-undeclared": {
    severities: ["warning"],
    cause: "A binding has an operation that its port type does not declare, so that its messages are unknown.",
    hint: "save the WSDL again if you need the operation",
    cure: "Save the WSDL again if you need the operation.",
  },
  "binding-left-out": {
    severities: ["warning"],
    cause: "A binding uses something other than SOAP or plain HTTP, or SOAP over another transport such as JMS.",
    hint: "nothing is needed if the service has another binding",
    cure: "Nothing is needed if the service has another binding.",
  },
  "binding-unused": {
    severities: ["warning"],
    cause: "A binding belongs to no port of a service, so that it has no address.",
    hint: "nothing is needed if the service has another binding",
    cure: "Nothing is needed if the service has another binding.",
  },
  "binding-unusual": {
    severities: ["warning"],
    cause:
      "A binding states something about an operation that the standard does not foresee. The message states how it is read.",
    hint: "nothing is needed if calls succeed",
    cure: "Nothing is needed if calls succeed.",
  },
  "port-demands": {
    severities: ["warning"],
    cause:
      "A policy (WS-Policy) or a required extension of the WSDL demands more of callers than the messages: a token of WS-Security, WS-Addressing, MTOM. Clients do not send it by themselves, and refuse calls through a port that lacks it, if the runtime has it.",
    hint: "send it in headerBlocks of the port, or in a step",
    cure: "A UsernameToken, a Timestamp and WS-Addressing are [steps of the runtime](security.md). Send other header blocks in `headerBlocks` of the port, and whatever changes the whole message in a [step](calling.md#steps) of your own. If the service does not insist, `ignoreDemands` in the configuration leaves the demand out: see [Policies](security.md#policies).",
  },
  "port-type-unbound": {
    severities: ["warning"],
    cause: "A port type has no binding, so that its operations cannot be called.",
    hint: "add the document that binds it if you need it",
    cure: "Add the document that binds it, if you need it.",
  },
  "address-unknown": {
    severities: ["warning"],
    cause: "Neither the WSDL nor a help page gives an HTTP address of the service.",
    hint: "give the address with the port in your program",
    cure: "Write `URL: https://HOST/PATH` above the request of a sample, set the address in the configuration, or give it with the port in your program.",
  },
  "fault-untyped": {
    severities: ["warning"],
    cause:
      "A declared fault cannot be typed. Its detail is XML in the client; the operation can be called all the same.",
    hint: "add the missing declaration if you need the type of the detail",
    cure: "Add the missing declaration if you need the detail typed.",
  },
  "array-dimensions": {
    severities: ["warning"],
    cause:
      "An encoded array has more dimensions than any service uses, or arrays in arrays lie deeper. Its items are read and sent as XML.",
    hint: "check the arrayType in the schema",
    cure: "Check the `arrayType` in the schema.",
  },
  "content-too-large": {
    severities: ["error"],
    cause:
      "Groups, base types and substitution groups are repeated so often that the types grow out of proportion to the schemas.",
    hint: 'name the operations that you call, with "operations" in the configuration',
    cure: "Leave out the operations that you do not call, or name the few that you do.",
    paste: { kind: "configuration", text: '"services": { "shop": { "operations": ["GetPri*"] } }' },
  },
  "derivation-cycle": {
    severities: ["warning"],
    cause: "A type is derived from itself. It becomes XML in the client.",
    hint: "correct the schema if you need the type",
    cure: "Correct the schema if you need the type.",
  },
  "facets-left-out": {
    severities: ["warning"],
    cause: "A union is restricted by facets, which are not checked by `validate`.",
    cure: "Nothing is needed.",
  },
  "group-recursive": {
    severities: ["warning"],
    cause:
      "A group of a schema contains itself without an element between. A type that uses it becomes XML in the client.",
    hint: "correct the schema if you need the type",
    cure: "Correct the schema if you need the type.",
  },
  "groups-too-deep": {
    severities: ["warning"],
    cause:
      "Choices and sequences are nested deeper than in any schema that people write. The type becomes XML in the client.",
    hint: "correct the schema if you need the type",
    cure: "Correct the schema if you need the type.",
  },
  "simple-type-recursive": {
    severities: ["warning"],
    cause: "A list or union is made of itself. It becomes a string in the client.",
    hint: "correct the schema if you need the type",
    cure: "Correct the schema if you need the type.",
  },
  "simple-type-too-large": {
    severities: ["warning"],
    cause: "A list or union is made of more types than people write. It becomes a string in the client.",
    hint: "correct the schema if you need the type",
    cure: "Correct the schema if you need the type.",
  },
  "substitutes-missing": {
    severities: ["warning"],
    cause:
      "An abstract element is used, and no element of the spec can take its place. Any element is accepted, as XML.",
    hint: "add the schema that declares elements in its place, if there is one",
    cure: "Add the schema that declares its substitutes, if there is one.",
  },
} as const satisfies CodeEntries;
