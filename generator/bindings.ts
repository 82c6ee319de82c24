/** The bindings that the runtime supports, in the order of ASMX. */
export const bindings = ["soap11", "soap12", "httpGet", "httpPost"] as const;

/** A way to send messages over HTTP. */
export type Binding = (typeof bindings)[number];
export type SoapBinding = "soap11" | "soap12";
export type HttpBinding = Exclude<Binding, SoapBinding>;

/** Replaces an unknown address in messages. */
export const unknownAddress = "https://HOST/PATH";

export function isSoap(binding: Binding): binding is SoapBinding {
  return binding === "soap11" || binding === "soap12";
}

export function isHttp(binding: Binding): binding is HttpBinding {
  return !isSoap(binding);
}

/** Sorts by the order of {@link bindings}. */
export function byBinding(a: { readonly binding: Binding }, b: { readonly binding: Binding }): number {
  return bindings.indexOf(a.binding) - bindings.indexOf(b.binding);
}

/** Narrows a sample, or an operation of a binding, to SOAP. */
export function overSoap<T extends { readonly binding: Binding }>(
  each: T,
): each is Extract<T, { readonly binding: SoapBinding }> {
  return isSoap(each.binding);
}

/** Narrows a sample, or an operation of a binding, to HTTP GET and POST. */
export function overHttp<T extends { readonly binding: Binding }>(
  each: T,
): each is Extract<T, { readonly binding: HttpBinding }> {
  return isHttp(each.binding);
}

export const bindingTitles: { readonly [binding in Binding]: string } = {
  soap11: "SOAP 1.1",
  soap12: "SOAP 1.2",
  httpGet: "HTTP GET",
  httpPost: "HTTP POST",
};

/** True for an address that requests can be sent to. */
export function isHttpUrl(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}
