// Both sides of the service of wsdl.ts:
//   claims          serves it. PutPicture replies in an XOP package to one. The Sku selects what else it does: "refuse"
//                   is a fault, "note" adds a part that no value has, and "nameless" leaves out the Content-ID.
//   claims ADDRESS  calls it. Each line of the input is a call: the version of SOAP, the operation, the Sku, and the way
//                   of its bytes ("mtom", "chunked" or "inline"), with tabs between them. Each line of the output is
//                   what came back, as JSON.
#include "soapH.h"
#include "soap11.nsmap"
#include "../loopback.h"
#include <algorithm>
#include <iostream>
#include <string>

/** Bytes that a reader of lines would change, all others, and texts that resemble boundaries. */
static const std::string picture = [] {
  std::string bytes = "\r\n--\r\n\r\n\r\r\n--==";
  for (int count = 0; count < 20000; count++) bytes += (char)count;
  return bytes + "\r\n";
}();

/** The first attachment of a message. The list begins with the envelope, which has no content. */
static struct soap_multipart *attachments(struct soap *soap) {
  struct soap_multipart *first = soap->mime.list;
  return first != NULL && first->size == 0 ? first->next : first;
}

/** The bytes in the memory of the context, in reverse order. */
static char *reversed(struct soap *soap, const char *bytes, size_t size) {
  char *copy = (char *)soap_malloc(soap, size + 1);
  std::reverse_copy(bytes, bytes + size, copy);
  return copy;
}

int __ns1__PutPicture(struct soap *soap, _ns1__PutPicture *request, _ns1__PutPictureResponse &response) {
  const std::string sku = request->Sku;
  bool isXop = soap->mime.list != NULL;
  if (isXop)
    soap_set_omode(soap, SOAP_ENC_MTOM);
  else
    soap_clr_omode(soap, SOAP_ENC_MTOM);
  if (sku == "refuse") return soap_sender_fault(soap, "refused", NULL);
  const xsd__base64Binary &sent = request->Picture;
  response.Length = sent.__size;
  response.Picture.__ptr = (unsigned char *)reversed(soap, (const char *)sent.__ptr, sent.__size);
  response.Picture.__size = sent.__size;
  if (isXop) response.Picture.type = (char *)"image/png";
  if (sku == "note") soap_set_mime_attachment(soap, "a note", 6, SOAP_MIME_BINARY, "text/plain", "<note@claims>", NULL, NULL);
  return SOAP_OK;
}

int __ns1__SendClaim(struct soap *soap, _ns1__SendClaim *request, __ns1__SendClaimResponse &response) {
  const std::string sku = request->Sku;
  soap_clr_omode(soap, SOAP_ENC_MTOM);
  const struct soap_multipart *photo = attachments(soap);
  if (photo == NULL || photo->next != NULL) return soap_sender_fault(soap, "expected one attachment", NULL);
  response.ns1__SendClaimResponse = soap_new__ns1__SendClaimResponse(soap, 1);
  response.ns1__SendClaimResponse->Length = (int)photo->size;
  char *bytes = reversed(soap, photo->ptr, photo->size);
  soap_set_mime(soap, NULL, NULL);
  const char *id = sku == "nameless" ? NULL : "<receipt=1@claims>";
  if (sku == "note") soap_set_mime_attachment(soap, "a note", 6, SOAP_MIME_BINARY, "text/plain", "<note@claims>", NULL, NULL);
  return soap_set_mime_attachment(soap, bytes, photo->size, SOAP_MIME_BINARY, "application/pdf", id, NULL, NULL);
}

/** An attachment as JSON. Its id and its type have no character that JSON escapes. */
static std::string part(struct soap *soap, const char *id, const char *type, const char *bytes, size_t size) {
  bool isReversed = size == picture.size() && std::equal(picture.rbegin(), picture.rend(), bytes);
  std::string content = isReversed ? "reversed" : size == 0 ? "" : soap_s2base64(soap, (const unsigned char *)bytes, NULL, (int)size);
  return std::string("{\"id\":\"") + (id ? id : "") + "\",\"type\":\"" + (type ? type : "") + "\",\"content\":\"" + content + "\"}";
}

static std::string parts(struct soap *soap) {
  std::string all;
  for (const struct soap_multipart *each = attachments(soap); each != NULL; each = each->next)
    all += (all.empty() ? "" : ",") + part(soap, each->id, each->type, each->ptr, each->size);
  return "[" + all + "]";
}

static int call(const char *address) {
  std::string version, operation, sku, way;
  while (std::getline(std::cin, version, '\t') && std::getline(std::cin, operation, '\t') && std::getline(std::cin, sku, '\t') &&
         std::getline(std::cin, way)) {
    struct soap *soap = soap_new1(SOAP_C_UTFSTRING);
    soap_set_version(soap, version == "soap12" ? 2 : 1);
    if (way == "mtom") soap_set_omode(soap, SOAP_ENC_MTOM);
    if (way == "chunked") soap_set_omode(soap, SOAP_ENC_MTOM | SOAP_IO_CHUNK);
    int length = -1;
    std::string value = "null";
    int status;
    if (operation == "PutPicture") {
      _ns1__PutPicture request;
      _ns1__PutPictureResponse response;
      request.Sku = (char *)sku.c_str();
      request.Picture.__ptr = (unsigned char *)picture.data();
      request.Picture.__size = (int)picture.size();
      if (way != "inline") request.Picture.type = (char *)"image/png";
      status = soap_call___ns1__PutPicture(soap, address, NULL, &request, response);
      if (status == SOAP_OK) {
        const xsd__base64Binary &sent = response.Picture;
        length = response.Length;
        value = part(soap, sent.id, sent.type, (const char *)sent.__ptr, sent.__size);
      }
    } else {
      _ns1__SendClaim request;
      __ns1__SendClaimResponse response;
      request.Sku = (char *)sku.c_str();
      soap_set_mime(soap, NULL, NULL);
      const char *id = sku == "nameless" ? NULL : "<photo=1@claims>";
      soap_set_mime_attachment(soap, picture.data(), picture.size(), SOAP_MIME_BINARY, "image/png", id, NULL, NULL);
      status = soap_call___ns1__SendClaim(soap, address, NULL, &request, response);
      if (status == SOAP_OK) length = response.ns1__SendClaimResponse->Length;
    }
    if (status == SOAP_OK)
      std::cout << "{\"length\":" << length << ",\"value\":" << value << ",\"parts\":" << parts(soap) << "}" << std::endl;
    else
      std::cout << "{\"fault\":\"" << (soap_fault_string(soap) ? soap_fault_string(soap) : "") << "\"}" << std::endl;
    soap_destroy(soap);
    soap_end(soap);
    soap_free(soap);
  }
  return 0;
}

int main(int count, char **arguments) {
  return count == 1 ? serve_on_loopback(soap_new1(SOAP_C_UTFSTRING)) : call(arguments[1]);
}
