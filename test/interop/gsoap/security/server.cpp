// Replies to GetPrice, if the plug-ins of gSOAP accept the request:
//   server                                       requires a token, and replies with its user
//   server signatures AUTHORITY KEY CERTIFICATE  requires a signed Body and Timestamp, and signs those of the reply
//   server digest ALGORITHM                      requires HTTP Digest, and replies with the user
// Files are in PEM. The algorithm is as the server names it: SHA-256-sess.
#include "Shop.nsmap"
#include "httpda.h"
#include "wsaapi.h"
#include "wsseapi.h"
#include "../loopback.h"
#include <string>

static const char *const wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
static const char *const password = "sesame & <co>";

static int (*reply)(struct soap *soap, char *sku, struct ns__GetPriceResponse *response);
static EVP_PKEY *key;
static X509 *certificate;

static int reply_to_token(struct soap *soap, char *, struct ns__GetPriceResponse *response) {
  if (soap_wsa_check(soap) || soap_wsse_verify_Timestamp(soap)) return soap->error;
  const char *user = soap_wsse_get_Username(soap);
  if (user == NULL || soap_wsse_verify_Password(soap, password)) return soap->error;
  response->GetPriceResult = soap_strdup(soap, user);
  soap_wsse_delete_Security(soap);
  soap_wsse_add_Timestamp(soap, "Time", 10);
  return soap_wsa_reply(soap, NULL, "http://shop.example/GetPriceResponse");
}

static int reply_to_signature(struct soap *soap, char *sku, struct ns__GetPriceResponse *response) {
  if (soap_wsse_verify_Timestamp(soap)) return soap->error;
  // The document names elements by the table of namespaces, which soap_wsse_verify_body does not expect of SOAP 1.2.
  bool isBodySigned = soap_wsse_verify_element(soap, soap->local_namespaces->ns, "Body") == 1;
  bool isTimeSigned = soap_wsse_verify_element(soap, wsu, "Timestamp") == 1;
  soap_wsse_delete_Security(soap);
  if (!isBodySigned) return soap_sender_fault(soap, "the Body is not signed", NULL);
  if (!isTimeSigned) return soap_sender_fault(soap, "the Timestamp is not signed", NULL);
  response->GetPriceResult = sku;
  if (soap_wsse_add_Timestamp(soap, "Time", 10) || soap_wsse_add_BinarySecurityTokenX509(soap, "Token", certificate) ||
      soap_wsse_add_KeyInfo_SecurityTokenReferenceX509(soap, "#Token") ||
      soap_wsse_sign_body(soap, SOAP_SMD_SIGN_RSA_SHA256, key, 0))
    return soap->error;
  return soap_wsse_sign_only(soap, "Time Body");
}

static int reply_to_digest(struct soap *soap, char *, struct ns__GetPriceResponse *response) {
  if (soap->userid == NULL || soap->authrealm == NULL || http_da_verify_post(soap, password)) {
    soap->authrealm = "shop";
    return 401;
  }
  response->GetPriceResult = soap_strdup(soap, soap->userid);
  return SOAP_OK;
}

int ns__GetPrice(struct soap *soap, char *sku, struct ns__GetPriceResponse *response) {
  return reply(soap, sku, response);
}

static int serve_tokens(struct soap *soap) {
  reply = reply_to_token;
  soap_register_plugin(soap, soap_wsa);
  soap_register_plugin(soap, soap_wsse);
  return serve_on_loopback(soap);
}

static int serve_signatures(struct soap *soap, char *authority, char *keyFile, char *certificateFile) {
  reply = reply_to_signature;
  FILE *file = fopen(keyFile, "r");
  key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
  fclose(file);
  file = fopen(certificateFile, "r");
  certificate = PEM_read_X509(file, NULL, NULL, NULL);
  fclose(file);
  soap_set_mode(soap, SOAP_XML_CANONICAL);
  soap_register_plugin(soap, soap_wsse);
  soap->cafile = authority;
  soap_wsse_verify_auto(soap, SOAP_SMD_NONE, NULL, 0);
  return serve_on_loopback(soap);
}

static int serve_digest(struct soap *soap, const std::string &algorithm) {
  reply = reply_to_digest;
  void *option = algorithm == "MD5"        ? http_da_md5()
                 : algorithm == "MD5-sess" ? http_da_md5_sess()
                 : algorithm == "SHA-256"  ? http_da_sha256()
                                           : http_da_sha256_sess();
  soap_register_plugin_arg(soap, http_da, option);
  return serve_on_loopback(soap);
}

int main(int count, char **arguments) {
  struct soap *soap = soap_new1(SOAP_C_UTFSTRING);
  if (count == 1) return serve_tokens(soap);
  if (count == 3) return serve_digest(soap, arguments[2]);
  return serve_signatures(soap, arguments[2], arguments[3], arguments[4]);
}

/** For faults that another service relays, of which there are none. */
int SOAP_ENV__Fault(struct soap *, char *, char *, char *, struct SOAP_ENV__Detail *, struct SOAP_ENV__Code *,
                    struct SOAP_ENV__Reason *, char *, char *, struct SOAP_ENV__Detail *) {
  return SOAP_NO_METHOD;
}
