/** A help page as a browser copies it, of an operation with one parameter. */
export function helpPage(operation = "GetPrice", parameter = "Sku"): string {
  const envelope = (body: string): string => `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    ${body}
  </soap:Body>
</soap:Envelope>`;
  return `Shop
Click here for a complete list of operations.

${operation}
Test
The test form is only available for requests from the local machine.

SOAP 1.1
The following is a sample SOAP 1.1 request and response. The placeholders shown need to be replaced with actual values.

POST /shop.asmx HTTP/1.1
Host: shop.example
Content-Type: text/xml; charset=utf-8
Content-Length: length
SOAPAction: "http://shop.example/${operation}"

${envelope(`<${operation} xmlns="http://shop.example/"><${parameter}>string</${parameter}></${operation}>`)}

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

${envelope(`<${operation}Response xmlns="http://shop.example/"><${operation}Result>decimal</${operation}Result></${operation}Response>`)}
`;
}
