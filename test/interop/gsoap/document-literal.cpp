// The echo service: every operation gives back what it is given.
#define SERVICE_MODE SOAP_XML_TREE
#include "listen.h"

#define ECHO(operation)                                                                                     \
  int __e__##operation(struct soap *, _e__##operation *request, _e__##operation##Response &response) { \
    response.value = request->value;                                                                     \
    return SOAP_OK;                                                                                      \
  }

ECHO(EchoText)
ECHO(EchoBytes)
ECHO(EchoBig)
ECHO(EchoScalars)
ECHO(EchoNumbers)
ECHO(EchoPeople)
ECHO(EchoOrder)
ECHO(EchoDrawing)
ECHO(EchoShape)
ECHO(EchoNode)
ECHO(EchoPayment)
ECHO(EchoPrice)
// The header block of the request is in the context, and the reply's is taken from there.
ECHO(EchoSession)

int __e__EchoMany(struct soap *, _e__EchoMany *request, _e__EchoManyResponse &response) {
  response.First = request->First;
  response.second = request->second;
  response.Person = request->Person;
  return SOAP_OK;
}

int __e__Refuse(struct soap *soap, _e__Refuse *request, _e__RefuseResponse &) {
  return refuse(soap, request->value);
}

int __e__Notify(struct soap *soap, _e__Notify *) {
  return soap_send_empty_response(soap, 202);
}
