/** The consequences of changes for a program that was written for the old spec. */

/** `compile`: the program does not compile with the new client. `wire`: the old client and the new service misunderstand each other. */
export type Breaks = "nothing" | "compile" | "wire" | "both";

/** Requests are contravariant: a service may accept more. Replies are covariant: it may reply less. */
export interface Rule {
  /** The change, as the documentation names it. */
  readonly change: string;
  readonly inRequests: Breaks;
  readonly inReplies: Breaks;
}

function rule(change: string, inRequests: Breaks, inReplies = inRequests): Rule {
  return { change, inRequests, inReplies };
}

/** All kinds of changes. */
export const rules = {
  "service-added": rule("a new service", "nothing"),
  "service-removed": rule("a service is gone", "both"),
  "operation-added": rule("a new operation", "nothing"),
  "operation-removed": rule("an operation is gone", "both"),
  "type-removed": rule("a type is gone, or has another name", "compile"),
  "binding-added": rule("an operation can be called over another binding", "nothing"),
  "binding-removed": rule("an operation has lost a binding", "both"),
  "address-changed": rule("another address", "wire"),
  "demands-changed": rule("other demands of policies on callers, such as a token of WS-Security", "wire"),
  "action-changed": rule(
    "another SOAPAction, another Action of WS-Addressing, or another path for HTTP GET or POST",
    "wire",
  ),
  "message-form": rule("another root element, style or encoding of a message", "wire"),
  "reply-added": rule("a one-way operation replies", "wire"),
  "reply-removed": rule("an operation becomes one-way", "both"),
  "fault-added": rule("a new fault", "nothing"),
  "fault-removed": rule("a fault is gone", "compile"),
  "attachment-added": rule("a new attachment that a WSDL binds", "both", "wire"),
  "attachment-removed": rule("an attachment that a WSDL binds is gone", "both", "compile"),
  "attachment-type": rule("other media types of an attachment", "wire"),
  "member-added": rule("a new element or attribute that may be absent", "nothing"),
  "member-added-required": rule("a new element or attribute that is required", "both", "nothing"),
  "member-removed": rule("an element or attribute that could be absent is gone", "both", "compile"),
  "member-removed-required": rule("a required element or attribute is gone", "both"),
  "member-required": rule("an optional element or attribute becomes required", "both", "nothing"),
  "member-optional": rule("a required element or attribute becomes optional", "nothing", "both"),
  "member-repeated": rule("an element may repeat", "compile", "both"),
  "member-single": rule("an element occurs at most once, and could repeat", "both", "compile"),
  "member-more": rule("a list may hold more or fewer items", "nothing", "wire"),
  "member-fewer": rule("the number of items of a list is limited further", "wire", "nothing"),
  "member-nillable": rule("an element may be nil", "nothing", "both"),
  "member-not-nillable": rule("an element may not be nil any more", "both", "nothing"),
  "member-namespace": rule("an element or attribute is in another namespace", "wire"),
  "member-value": rule("another default or fixed value", "wire"),
  "order-changed": rule("another order of elements", "wire"),
  "group-changed": rule("other choices or groups of elements", "both"),
  "alternative-added": rule("a choice has another alternative", "nothing", "both"),
  "alternative-removed": rule("a choice has lost an alternative", "both", "compile"),
  "wildcard-added": rule("any element is accepted", "nothing"),
  "wildcard-removed": rule("only declared elements are accepted", "wire", "nothing"),
  "type-changed": rule("another type", "both"),
  "type-wider": rule("a type of the same kind with more values", "nothing", "wire"),
  "type-narrower": rule("a type of the same kind with fewer values", "wire", "nothing"),
  "value-added": rule("a new member of an enumeration", "nothing", "both"),
  "value-added-open": rule("a new member of an enumeration that is open", "nothing"),
  "value-removed": rule("a member of an enumeration is gone", "both", "compile"),
  "facets-changed": rule("other facets: lengths, bounds or patterns", "wire"),
  "derived-added": rule("a new derived type", "nothing", "both"),
  "derived-removed": rule("a derived type is gone", "both", "compile"),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;

/** The consequence of both. */
export function either(one: Breaks, other: Breaks): Breaks {
  if (one === other || other === "nothing") return one;
  return one === "nothing" ? other : "both";
}
