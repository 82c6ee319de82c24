import type { ReplyReader } from "../binding/binding.js";
import { collection } from "../binding/collection.js";
import { isXml } from "../binding/transport.js";
import { Malformed } from "../error.js";

/**
 * Lists everything that does not fit in a reply, for the option `reading` of a port: `soap11(address, { reading:
 * explain })`. A reply with a misfit is `malformed`, as without this option.
 */
export const explain: ReplyReader = {
  mode: "strict",
  read(codec, operation, received, reading) {
    const message = codec.pathOf(operation);
    const found = collection();
    try {
      const context = { ...reading, tolerance: found, notice: found.notice(false) };
      const content = codec.read(operation, received, context);
      const misfits = found.misfits(message);
      const [misfit] = misfits;
      if (content === undefined || misfit === undefined || !found.isRefused())
        return content && { ...content, misfits };
      return { kind: "malformed", misfit, misfits };
    } catch (error) {
      if (!(error instanceof Malformed && isXml(received))) throw error;
      const last = error.misfit(message);
      const misfits = [...found.misfits(message), last];
      return { kind: "malformed", misfit: misfits[0] ?? last, misfits };
    }
  },
};
