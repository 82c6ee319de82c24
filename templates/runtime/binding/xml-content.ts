import { bodyOf, onlyMember, planOf } from "../complex/plan.js";
import type { XmlContent } from "../complex/operation.js";
import { absent, writeContent } from "../complex/write.js";
import { documentOf } from "../xml/document.js";
import { Output } from "../xml/output.js";

/** Requests of HTTP POST that are XML documents of this media type, with the content of a SOAP Body alone. */
export function xmlContent(type: string): XmlContent {
  return {
    type,
    write({ body }, request, writing) {
      const plan = planOf(body);
      const output = new Output(writing);
      writeContent(output, plan, (output.content = bodyOf(plan, request)), "");
      const only = onlyMember(plan);
      // A document must have a root.
      if (only !== undefined && output.length === 0) throw absent(only);
      return documentOf(output.done());
    },
  };
}
