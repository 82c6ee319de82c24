import type { BoundParts, NewAttachment } from "../../runtime/packaging.js";
import { exampleAttachments } from "../example-attachments.js";
import { make, uniqueId } from "./dom.js";

/** The files for the attachments of a request. */
export interface AttachmentsForm {
  readonly element: HTMLElement;
  /** By part; a short text for one without a file. */
  read(): Readonly<Record<string, NewAttachment>>;
}

/** A form with a file for each part that a WSDL binds. */
export function attachmentsForm(bound: BoundParts): AttachmentsForm {
  const inputs = Object.entries(bound).map(([part, types]) => {
    const id = uniqueId();
    const hint = make(
      "p",
      { id: `${id}-hint`, class: "hint" },
      `${types.join(" or ")}; without a file, a short text is sent`,
    );
    const attributes = { id, type: "file", accept: types.join(","), "aria-describedby": hint.id };
    const input = make("input", types.includes("*/*") ? { ...attributes, accept: "" } : attributes);
    return { part, input, element: make("div", { class: "entry" }, make("label", { for: id }, part), input, hint) };
  });
  return {
    element: make("fieldset", {}, make("legend", {}, "Attachments"), ...inputs.map(({ element }) => element)),
    read() {
      const chosen = inputs.flatMap(({ part, input }) => {
        const [file] = input.files ?? [];
        return file === undefined ? [] : [[part, { content: file }] as const];
      });
      return { ...exampleAttachments(bound), ...Object.fromEntries(chosen) };
    },
  };
}
