// The main program of an echo service.
#include "soapH.h"
#include "soap11.nsmap"
#include "loopback.h"

int main() { return serve_on_loopback(soap_new1(SOAP_C_UTFSTRING | SERVICE_MODE)); }

/** The fault that Refuse answers with, in both versions. */
static int refuse(struct soap *soap, t__Refusal *refusal) {
  soap_receiver_fault(soap, "refused", NULL);
  struct SOAP_ENV__Detail *detail = soap_new_SOAP_ENV__Detail(soap);
  soap_default_SOAP_ENV__Detail(soap, detail);
  detail->t__Refusal_ = refusal;
  if (soap->version == 2)
    soap->fault->SOAP_ENV__Detail = detail;
  else
    soap->fault->detail = detail;
  return SOAP_FAULT;
}
