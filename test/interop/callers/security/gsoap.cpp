// Calls GetPrice with a UsernameToken: `gsoap ADDRESS`. Each line of the input is a call (the port, the type of the password, the user name and
// the password, with tabs between them), each line of the output what came back.
#include "Shop.nsmap"
#include "wsaapi.h"
#include "wsseapi.h"
#include <iostream>
#include <string>

/** Does not escape, because prices and the reasons of the service need none. */
static void print(const std::string &name, const char *value, bool isRelated) {
  std::cout << "{\"" << name << "\":\"" << (value == NULL ? "" : value) << "\",\"isRelated\":" << (isRelated ? "true" : "false")
            << "}" << std::endl;
}

int main(int, char **arguments) {
  std::string port, type, user, password;
  while (std::getline(std::cin, port, '\t') && std::getline(std::cin, type, '\t') && std::getline(std::cin, user, '\t') &&
         std::getline(std::cin, password)) {
    struct soap *soap = soap_new1(SOAP_C_UTFSTRING);
    soap_set_version(soap, port == "ShopSoap12" ? 2 : 1);
    soap_register_plugin(soap, soap_wsa);
    soap_register_plugin(soap, soap_wsse);
    soap_wsse_add_Timestamp(soap, "Time", 60);
    if (type == "digest")
      soap_wsse_add_UsernameTokenDigest(soap, "User", user.c_str(), password.c_str());
    else
      soap_wsse_add_UsernameTokenText(soap, "User", user.c_str(), password.c_str());
    const char *id = soap_strdup(soap, soap_wsa_rand_uuid(soap));
    soap_wsa_request(soap, id, arguments[1], "http://shop.example/GetPrice");
    struct ns__GetPriceResponse response;
    char sku[] = "A-1";
    int status = soap_call_ns__GetPrice(soap, arguments[1], "http://shop.example/GetPrice", sku, &response);
    const char *relation = soap->header && soap->header->wsa5__RelatesTo ? soap->header->wsa5__RelatesTo->__item : NULL;
    bool isRelated = relation != NULL && std::string(relation) == id;
    if (status == SOAP_OK)
      print("price", response.GetPriceResult, isRelated);
    else
      print("fault", soap_fault_string(soap), isRelated);
    soap_destroy(soap);
    soap_end(soap);
    soap_free(soap);
  }
}

/** The service of the same header file, which this program does not serve. */
int ns__GetPrice(struct soap *, char *, struct ns__GetPriceResponse *) { return SOAP_NO_METHOD; }

int SOAP_ENV__Fault(struct soap *, char *, char *, char *, struct SOAP_ENV__Detail *, struct SOAP_ENV__Code *,
                    struct SOAP_ENV__Reason *, char *, char *, struct SOAP_ENV__Detail *) {
  return SOAP_NO_METHOD;
}
