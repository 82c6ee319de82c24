import { httpResponse, shapes, soapRequest, soapResponse, type RenderedPage } from "./render-page.js";

export const lend = `<soap:Header>
  <Member xmlns="http://books.example/">
    <Card>[string]</Card>
  </Member>
</soap:Header>
<soap:Body>
  <Lend xmlns="http://books.example/">
    <isbn>[string]</isbn>
    <copies kind="[Paper] or [Sound]">[int]</copies>
    <days xmlns="">[Week] or [Month]</days>
  </Lend>
</soap:Body>`;

export const lendResponse = `<soap:Body>
  <LendResponse xmlns="http://books.example/">
    <LendResult>
      <Due>[dateTime]</Due>
      <Due>[dateTime]</Due>
      <Note />
      <Other><Known>[string]</Known>[xml]</Other>
    </LendResult>
  </LendResponse>
</soap:Body>`;

export const loan = `<Loan xmlns="http://books.example/">
  <Due>[dateTime]</Due>
</Loan>`;

export const page: RenderedPage = {
  service: "Book shelf",
  operation: "Lend",
  documentation: "Lends a book, or more; see the rules.",
  bindings: [
    { heading: "SOAP 1.1", request: soapRequest("soap", lend), response: soapResponse("soap", lendResponse) },
    { heading: "SOAP 1.2", request: soapRequest("soap12", lend), response: soapResponse("soap12", lendResponse) },
    {
      heading: "HTTP GET",
      request: "GET /shelf.asmx/Lend?{isbn}=[string]&{tag}=[string]&{tag}=[string] HTTP/1.1\nHost: books.example",
      response: httpResponse(loan),
    },
    {
      heading: "HTTP POST",
      request:
        "POST /shelf.asmx/Lend HTTP/1.1\nHost: books.example\nContent-Type: application/x-www-form-urlencoded\nContent-Length: [length]\n\n{isbn}=[string]&{tag}=[string]&{tag}=",
      response: "HTTP/1.1 200 OK",
    },
  ],
};

export const names = Object.keys(shapes) as (keyof typeof shapes)[];
