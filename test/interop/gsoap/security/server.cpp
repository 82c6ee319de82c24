// Replies to GetPrice with the user of the token, if the plug-ins of gSOAP accept what the request states.
#include "Shop.nsmap"
#include "wsaapi.h"
#include "wsseapi.h"
#include "../loopback.h"

int main() {
  struct soap *soap = soap_new1(SOAP_C_UTFSTRING);
  soap_register_plugin(soap, soap_wsa);
  soap_register_plugin(soap, soap_wsse);
  return serve_on_loopback(soap);
}

int ns__GetPrice(struct soap *soap, char *sku, struct ns__GetPriceResponse *response) {
  if (soap_wsa_check(soap) || soap_wsse_verify_Timestamp(soap)) return soap->error;
  const char *user = soap_wsse_get_Username(soap);
  if (user == NULL || soap_wsse_verify_Password(soap, "sesame & <co>")) return soap->error;
  response->GetPriceResult = soap_strdup(soap, user);
  soap_wsse_delete_Security(soap);
  soap_wsse_add_Timestamp(soap, "Time", 10);
  return soap_wsa_reply(soap, NULL, "http://shop.example/GetPriceResponse");
}

/** For faults that another service relays, of which there are none. */
int SOAP_ENV__Fault(struct soap *, char *, char *, char *, struct SOAP_ENV__Detail *, struct SOAP_ENV__Code *,
                    struct SOAP_ENV__Reason *, char *, char *, struct SOAP_ENV__Detail *) {
  return SOAP_NO_METHOD;
}
