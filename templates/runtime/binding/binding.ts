/** A way to put messages into HTTP. */
export type Binding = "soap11" | "soap12" | "httpGet" | "httpPost";

export type SoapBinding = Extract<Binding, "soap11" | "soap12">;
