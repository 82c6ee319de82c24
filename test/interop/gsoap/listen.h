// Serves on loopback, one call after another, and says where.
#include "soapH.h"
#include "soap11.nsmap"

int main() {
  struct soap *soap = soap_new1(SOAP_C_UTFSTRING | SERVICE_MODE);
  soap->accept_timeout = 0;
  soap->recv_timeout = 10;
  SOAP_SOCKET listener = soap_bind(soap, "127.0.0.1", 0, 100);
  if (!soap_valid_socket(listener)) {
    soap_print_fault(soap, stderr);
    return 1;
  }
  struct sockaddr_in address;
  socklen_t length = sizeof(address);
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("LISTENING http://127.0.0.1:%d/\n", ntohs(address.sin_port));
  fflush(stdout);
  while (soap_valid_socket(soap_accept(soap))) {
    soap_serve(soap);
    soap_destroy(soap);
    soap_end(soap);
  }
  return 1;
}

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
