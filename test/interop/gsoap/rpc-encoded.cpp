// The echo service: every operation gives back what it is given.
#define SERVICE_MODE 0
#include "listen.h"

#define ECHO(operation, type)                                          \
  int e__##operation(struct soap *, type value, type &response) { \
    response = value;                                               \
    return SOAP_OK;                                                 \
  }

#define ECHO_OBJECT(operation, type)                                                               \
  int e__##operation(struct soap *, type *value, struct e__##operation##Response &response) { \
    response.value = value;                                                                      \
    return SOAP_OK;                                                                              \
  }

ECHO(EchoText, std::string)
ECHO(EchoBytes, xsd__base64Binary)
ECHO(EchoBig, LONG64)
// The header block of the request is in the context, and the reply's is taken from there.
ECHO(EchoSession, std::string)
ECHO_OBJECT(EchoScalars, t__Scalars)
ECHO_OBJECT(EchoNumbers, ArrayOfInt)
ECHO_OBJECT(EchoPeople, ArrayOfPerson)
ECHO_OBJECT(EchoOrder, t__Order)
ECHO_OBJECT(EchoDrawing, t__Drawing)
ECHO_OBJECT(EchoShape, t__Shape)
ECHO_OBJECT(EchoNode, t__Node)
ECHO_OBJECT(EchoRows, ArrayOfArrayOfDouble)

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
