/** Multiparts, mutated at random, which are read as a whole and while they arrive. */
import { inlined } from "../../../templates/runtime/attachments/inline.js";
import { unpack } from "../../../templates/runtime/attachments/unpack.js";
import { Malformed } from "../../../templates/runtime/error.js";
import { randomFrom, type Random } from "../../../templates/stand-in/random-numbers.js";
import { include, multipartOf, xopOf, xopType } from "../../runtime/attachments/parts.js";
import type { Fuzzer } from "../fuzzer.js";
import { inTime, mutated, shownInput } from "../mutate.js";
import { table } from "../table.js";

const tokens = [
  ..."<>&\"'=/:;-%\0 ".split(""),
  ...[
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\r",
    "--b",
    "--b--",
    "--b\r\n",
    "\r\n--b\r\n",
    "\r\n--b--\r\n",
    "--bb",
    "--",
    "\t\r\n",
  ],
  ...["Content-ID: <1@h>\r\n", "Content-ID: <root@h>\r\n", "Content-ID:\r\n", "photo=1@h", "<photo%3D1@h>"],
  ...["Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "aGk=", "===="],
  ...[
    "Content-Type: text/xml; charset=utf-16\r\n",
    include("cid:1@h"),
    include("cid:2@h"),
    include("http://h"),
    "cid:",
  ],
  ...["<!--", "-->", "<![CDATA[", "]]>", "&#99;id:1@h", "<!DOCTYPE a>", "\ufeff"],
];

const envelope = (content: string): string => `<e:Envelope xmlns:e="urn:e"><e:Body>${content}</e:Body></e:Envelope>`;
const photo = { "Content-ID": "<photo=1@h>", "Content-Type": "image/png" };
const multiparts = [
  xopOf(
    envelope(`<a>${include("cid:1@h")}</a><b>${include("cid:2@h")}</b>`),
    ["1@h", "first"],
    ["2@h", "\r\n--c second"],
  ),
  xopOf(envelope(`<a>${include("cid:2@h")}</a>`), ["1@h", "first"], ["2@h", "second"]),
  multipartOf(
    [
      { headers: { "Content-ID": "<root@h>", "Content-Type": "text/xml" }, content: envelope("<a>text</a>") },
      { headers: photo, content: new Uint8Array([0, 13, 10, 45, 45, 255]) },
      { headers: { "Content-Transfer-Encoding": "base64" }, content: "YSBub3Rl" },
    ],
    { start: "preamble\r\n", end: "\r\n--b--\r\nepilogue" },
  ),
];

export const mutatedMultiparts: Fuzzer = {
  name: "multiparts",
  claim:
    "a mutated multipart is read the same as a whole and while it arrives, or is malformed both ways, within a second",
  runs: { test: 150, command: 50_000 },
  fuzz: async ({ seed, runs, print }) => {
    const random = randomFrom(seed);
    const counts = { read: 0, malformed: 0 };
    for (let run = 0; run < runs; run++) {
      const input = mutated(multiparts[random(multiparts.length)] ?? new Uint8Array(), random, tokens);
      try {
        const [whole, arriving] = await inTime(async () => [readWhole(input), await readArriving(input, random)]);
        if (whole !== arriving) throw new Error(`as a whole: ${String(whole)}\nwhile it arrives: ${String(arriving)}`);
        counts[whole === undefined ? "malformed" : "read"]++;
      } catch (error) {
        throw new Error(shownInput(input), { cause: error });
      }
    }
    print(table([["outcome", "inputs"], ...Object.entries(counts)]));
  },
};

/** The document, with its parts in base64 in place of the texts that refer to them; undefined if it is malformed. */
function readWhole(input: Uint8Array): string | undefined {
  try {
    const unpacked = unpack(xopType, input, {}, {});
    if (unpacked === undefined) throw new Error("expected a multipart");
    const { document, attached } = unpacked;
    // Nothing takes a reference when the document is read as it is.
    const read = ({ body }: { readonly body: Uint8Array }) => ({ kind: "ok", value: Buffer.from(body).toString() });
    return attached.read({ body: document }, {}, read).value;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

async function readArriving(input: Uint8Array, random: Random): Promise<string | undefined> {
  try {
    const { document } = await inlined(xopType, inPieces(input, random), {}, {}, 1_000_000);
    return await new Response(document).text();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function* inPieces(input: Uint8Array, random: Random): Generator<Uint8Array, void> {
  for (let at = 0; at < input.length;) {
    const to = at + 1 + random(random(4) === 0 ? 200 : 5);
    yield input.slice(at, to);
    at = to;
  }
}
