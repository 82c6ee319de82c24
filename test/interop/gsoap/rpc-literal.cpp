// The echo service: every operation gives back what it is given.
#define SERVICE_MODE SOAP_XML_TREE
#include "listen.h"

#define ECHO(operation, type)                                                                     \
  int e__##operation(struct soap *, type value, struct e__##operation##Response &response) { \
    response.value = value;                                                                     \
    return SOAP_OK;                                                                             \
  }

ECHO(EchoText, std::string)
ECHO(EchoBytes, xsd__base64Binary)
ECHO(EchoBig, LONG64)
ECHO(EchoScalars, t__Scalars *)
ECHO(EchoNumbers, t__ArrayOfInt *)
ECHO(EchoPeople, t__ArrayOfPerson *)
ECHO(EchoOrder, t__Order *)
ECHO(EchoDrawing, t__Drawing *)
ECHO(EchoShape, t__Shape *)
ECHO(EchoNode, t__Node *)
ECHO(EchoPayment, t__Payment *)
ECHO(EchoPrice, t__Price *)
// The header block of the request is in the context, and the reply's is taken from there.
ECHO(EchoSession, std::string)

int e__EchoMany(struct soap *, std::string First, int second, t__Person *Person, struct e__EchoManyResponse &response) {
  response.First = First;
  response.second = second;
  response.Person = Person;
  return SOAP_OK;
}

int e__Refuse(struct soap *soap, t__Refusal *refusal, struct e__RefuseResponse &) {
  return refuse(soap, refusal);
}

int e__Notify(struct soap *soap, std::string) {
  return soap_send_empty_response(soap, 202);
}
