#import "wsse.h"
#import "wsa5.h"
//gsoap ns service name: Shop
//gsoap ns service namespace: http://shop.example/
//gsoap ns schema namespace: http://shop.example/
//gsoap ns schema form: qualified
//gsoap ns service encoding: literal
//gsoap ns service style: document
//gsoap ns service method-action: GetPrice http://shop.example/GetPrice
//gsoap ns service method-header-part: GetPrice wsse__Security
//gsoap ns service method-header-part: GetPrice wsa5__Action
//gsoap ns service method-header-part: GetPrice wsa5__MessageID
//gsoap ns service method-header-part: GetPrice wsa5__To
//gsoap ns service method-header-part: GetPrice wsa5__ReplyTo
//gsoap ns service method-header-part: GetPrice wsa5__RelatesTo
int ns__GetPrice(char *Sku, struct ns__GetPriceResponse { char *GetPriceResult; } *out);
