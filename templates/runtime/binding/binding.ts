/** The ways to send messages over HTTP. */
export type Binding = "soap11" | "soap12" | "httpGet" | "httpPost";

export type SoapBinding = Extract<Binding, "soap11" | "soap12">;
