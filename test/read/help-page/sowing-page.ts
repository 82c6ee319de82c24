import { read, saying } from "./read.js";
import { httpResponse, shapes, soapRequest, soapResponse, type RenderedPage } from "./render-page.js";

export const sow = `<soap:Header>
  <Key xmlns="http://garden.example/">
    <Token>[string]</Token>
  </Key>
</soap:Header>
<soap:Body>
  <Sow xmlns="http://garden.example/">
    <bed>[int]</bed>
    <kind>[Bean] or [Pea]</kind>
  </Sow>
</soap:Body>`;

export const sown = `<soap:Body>
  <SowResponse xmlns="http://garden.example/">
    <SowResult>
      <Row>[dateTime]</Row>
      <Row>[dateTime]</Row>
    </SowResult>
  </SowResponse>
</soap:Body>`;

export const action = "http://garden.example/Sow";

export const page: RenderedPage = {
  service: "Garden",
  operation: "Sow",
  bindings: [
    { heading: "SOAP 1.1", request: soapRequest("soap", sow, action), response: soapResponse("soap", sown) },
    { heading: "SOAP 1.2", request: soapRequest("soap12", sow), response: soapResponse("soap12", sown) },
    {
      heading: "HTTP POST",
      request:
        "POST /shelf.asmx/Sow HTTP/1.1\nHost: books.example\nContent-Type: application/x-www-form-urlencoded\nContent-Length: [length]\n\n{bed}=[string]&{kind}=[string]",
      response: httpResponse('<Rows xmlns="http://garden.example/">\n  <Row>[dateTime]</Row>\n</Rows>'),
    },
  ],
};

export const text = shapes.indented(page);

export const samples = (source: string) => {
  const { operations } = saying(read(source).page) as ReturnType<typeof read>["page"];
  return operations.map((operation) => [operation.name, operation.samples]);
};

export const [soap11 = ""] = text.split("SOAP 1.2");

export const messages = page.bindings.flatMap(({ request, response }) => [request, response]);

export const plain = messages.map((message) => message.replace(/[[\]{}]/g, ""));
