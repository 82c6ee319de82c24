/** The namespaces of WS-Security 1.0 and 1.1, whose messages are the same up to additions. */
const base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
export const wsse: string = `${base}wssecurity-secext-1.0.xsd`;
export const wsu: string = `${base}wssecurity-utility-1.0.xsd`;
export const passwordType: string = `${base}username-token-profile-1.0#Password`;
export const base64Type: string = `${base}soap-message-security-1.0#Base64Binary`;
export const x509Type: string = `${base}x509-token-profile-1.0#X509`;
export const thumbprintType: string =
  "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1";
