/** Replies that do not fit, and the overrides that their misfits offer. */
import { expect, test } from "vitest";
import { inspect, readConfiguration } from "../../../generator/index.js";
import {
  simpleContent,
  attributes,
  enumeration,
  explain,
  int,
  lenient,
  soap11,
  decimal,
  string,
  type Operation,
  type ReplyReader,
  type Table,
} from "../../../templates/runtime/index.js";

const namespace = "urn:books";
const wsdl = `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="${namespace}" targetNamespace="${namespace}">
  <wsdl:types><xs:schema elementFormDefault="qualified" targetNamespace="${namespace}">
    <xs:element name="FindBook"><xs:complexType/></xs:element>
    <xs:element name="FindBookResponse"><xs:complexType><xs:sequence>
      <xs:element name="Total" type="xs:int"/>
      <xs:element name="Book" type="t:Book" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Session"><xs:complexType><xs:sequence>
      <xs:element name="Limit" type="xs:int"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:complexType name="Book">
      <xs:sequence>
        <xs:element name="Pages" type="xs:int"/>
        <xs:element name="Grade" type="t:Grade"/>
        <xs:element name="Pay" type="t:Pay"/>
      </xs:sequence>
      <xs:attribute name="id" type="xs:int" use="required"/>
    </xs:complexType>
    <xs:simpleType name="Grade"><xs:restriction base="xs:string">
      <xs:enumeration value="New"/><xs:enumeration value="Used"/>
    </xs:restriction></xs:simpleType>
    <xs:complexType name="Pay"><xs:simpleContent><xs:extension base="xs:decimal">
      <xs:attribute name="currency" type="xs:string"/>
    </xs:extension></xs:simpleContent></xs:complexType>
  </xs:schema></wsdl:types>
  <wsdl:message name="In"><wsdl:part name="parameters" element="t:FindBook"/></wsdl:message>
  <wsdl:message name="Out">
    <wsdl:part name="parameters" element="t:FindBookResponse"/><wsdl:part name="session" element="t:Session"/>
  </wsdl:message>
  <wsdl:portType name="Books"><wsdl:operation name="FindBook">
    <wsdl:input message="t:In"/><wsdl:output message="t:Out"/>
  </wsdl:operation></wsdl:portType>
  <wsdl:binding name="Books" type="t:Books">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="FindBook">
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output>
        <soap:header message="t:Out" part="session" use="literal"/><soap:body use="literal" parts="parameters"/>
      </wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="Books"><wsdl:port name="Books" binding="t:Books">
    <soap:address location="http://books.example/"/>
  </wsdl:port></wsdl:service>
</wsdl:definitions>`;

const pay: Table = {
  namespace,
  attributes: attributes({ $currency: { type: string, use: "optional" } }),
  text: simpleContent(decimal),
};
const book: Table = {
  namespace,
  attributes: attributes({ $id: int }),
  sequence: { Pages: int, Grade: enumeration(["New", "Used"]), Pay: () => pay },
};

function findBook(): Operation<object, object> {
  const response: Table = {
    namespace,
    sequence: { Total: int, Book: { type: () => book, minOccurs: 0, maxOccurs: Infinity } },
  };
  const session: Table = { namespace, sequence: { Limit: int } };
  return {
    name: "FindBook",
    request: { body: { namespace, sequence: { FindBook: {} } } },
    response: {
      header: { namespace, sequence: { Session: { type: session, minOccurs: 0 } } },
      body: { namespace, sequence: { FindBookResponse: response } },
    },
  };
}

const good =
  `<Session xmlns="${namespace}"><Limit>3</Limit></Session>|<FindBookResponse xmlns="${namespace}"><Total>1</Total>` +
  `<Book id="1"><Pages>300</Pages><Grade>New</Grade><Pay currency="EUR">9.95</Pay></Book></FindBookResponse>`;

/** The lines that are offered for a reply: its header and its body. */
async function offered<Mode>(reply: string, reading: ReplyReader<Mode>): Promise<readonly string[]> {
  const [header, body] = reply.split("|");
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ${xsi}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  const response = { status: 200, headers: new Map(), body: new TextEncoder().encode(envelope) };
  const port = soap11("http://localhost/", { reading, transport: () => Promise.resolve(response) });
  const result = await port.call(findBook, {});
  if (result.kind === "http" || result.misfits === undefined) throw new Error(result.kind);
  expect(result.misfits).not.toEqual([]);
  return result.misfits.map(({ override }) => override);
}

/** The errors that the generator reports for the spec with this line. */
function errors(line: string): readonly string[] {
  const text = `{ "services": { "books": { "overrides": { ${line} } } } }`;
  const configuration = readConfiguration({ path: "soapwright.config.json", text }, ({ message }) =>
    expect.fail(message),
  );
  const sources = [{ path: "specs/books/books.wsdl", text: wsdl }];
  return inspect({ name: "books", path: "specs/books", sources }, configuration)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ message }) => message);
}

const replies: readonly [string, string, readonly string[]][] = [
  ["a text", good.replace("300", "many"), [`"FindBook.response/Book/Pages": { "type": "string" }`]],
  ["an attribute", good.replace('id="1"', 'id="a"'), [`"FindBook.response/Book/@id": { "type": "string" }`]],
  ["no attribute", good.replace(' id="1"', ""), [`"FindBook.response/Book/@id": { "use": "optional" }`]],
  [
    "the text beside attributes",
    good.replace("9.95", "free"),
    [`"FindBook.response/Book/Pay/$value": { "type": "string" }`],
  ],
  [
    "another member of an enumeration",
    good.replace("New", "Torn"),
    [`"FindBook.response/Book/Grade": { "open": true }`],
  ],
  ["no element", good.replace("<Total>1</Total>", ""), [`"FindBook.response/Total": { "minOccurs": 0 }`]],
  [
    "nil",
    good.replace("<Pages>300</Pages>", '<Pages xsi:nil="true"/>'),
    [`"FindBook.response/Book/Pages": { "nillable": true }`],
  ],
  ["a header block", good.replace(">3<", ">all<"), [`"FindBook.response.header/Session/Limit": { "type": "string" }`]],
  [
    "XML as text where elements are declared",
    good.replace(/<Book id="1">.*<\/Book>/, '<Book id="1">&lt;Pages&gt;300&lt;/Pages&gt;</Book>'),
    [
      `"FindBook.response/Book": { "type": "string" }`,
      `"FindBook.response/Book/Pages": { "minOccurs": 0 }`,
      `"FindBook.response/Book/Grade": { "minOccurs": 0 }`,
      `"FindBook.response/Book/Pay": { "minOccurs": 0 }`,
    ],
  ],
  ["a word for nil", good.replace("<Total>1</Total>", '<Total xsi:nil="False">1</Total>'), [""]],
  [
    "an element of no namespace",
    good.replace("<Pages>300</Pages>", '<Pages xmlns="">300</Pages>'),
    [`"FindBook.response/Book/Pages": { "namespace": "" }`],
  ],
  [
    "a wrapper of no namespace",
    good
      .replace(/<(\/?)FindBookResponse.*?>/g, "<$1FindBookResponse>")
      .replace(/<(Total|Book)/g, `<$1 xmlns="urn:books"`),
    [""],
  ],
];

test.each(replies)("for %s, the misfit has the line that makes the spec fit", async (_, reply, lines) => {
  expect(new Set(await offered(reply, explain))).toEqual(new Set(lines));
});

test("the generator accepts every line that is offered", async () => {
  const unwrapped = good.replace(/<(\/?)FindBookResponse.*?>/g, "").replace("<Book", `<Book xmlns="${namespace}"`);
  const lines = new Set<string>();
  for (const reply of [...replies.map(([, reply]) => reply), unwrapped.replace("300", "many")]) {
    for (const line of [...(await offered(reply, explain)), ...(await offered(reply, lenient))]) lines.add(line);
  }
  lines.delete("");
  expect(lines.size).toBeGreaterThan(8);
  for (const line of lines) expect(errors(line), line).toEqual([]);
});

test("a line that names no part of the spec is an error", () => {
  expect(errors(`"FindBook.response": { "namespace": "" }`)).toHaveLength(1);
});
