import type { Binding } from "../../runtime/binding/binding.js";
import type { Message } from "../../runtime/complex/operation.js";
import type { ExampleRequest } from "../example-request.js";
import type { Asked } from "./call.js";
import { attachmentsForm } from "./attachments-form.js";
import type { Reading } from "./control.js";
import { messageForm, tableForm } from "./form.js";
import { pageElement } from "./page-element.js";

/** The form of a request: its binding, its value, its attachments, and for SOAP its header blocks. */
export interface RequestForm {
  read(): RequestReading;
  fill(example: ExampleRequest): void;
}

export type RequestReading =
  | { readonly kind: "asked"; readonly asked: Omit<Asked, "address"> }
  | { readonly kind: "problems"; readonly count: number; readonly focusFirst: () => void };

/** Adds the controls of a message to the form of the page. */
export function requestForm(form: HTMLFormElement, message: Message): RequestForm {
  const value = messageForm(message, "Request");
  const header = message.header && tableForm(message.header, "Header blocks");
  const blocks = pageElement("header-blocks", HTMLElement);
  const showBlocks = (): void => {
    blocks.hidden = header === undefined || !isSoap(bindingIn(form));
  };
  const files = message.parts && attachmentsForm(message.parts);
  pageElement("message", HTMLElement).append(value.element, ...(files === undefined ? [] : [files.element]));
  if (header !== undefined) blocks.append(header.element);
  form.addEventListener("change", showBlocks);
  showBlocks();
  return {
    read() {
      const binding = bindingIn(form);
      const inHeader = isSoap(binding) ? header?.read() : undefined;
      const inValue = value.read();
      const count = problemsIn(inHeader) + problemsIn(inValue);
      const first = problemsIn(inHeader) > 0 ? header : value;
      if (count > 0) return { kind: "problems", count, focusFirst: () => first?.focusFirstProblem?.() };
      const blocks = valueIn(inHeader);
      const isThere = typeof blocks === "object" && blocks !== null;
      const given = { ...(isThere && { header: blocks }), ...(files !== undefined && { parts: files.read() }) };
      return { kind: "asked", asked: { binding, request: valueIn(inValue), ...given } };
    },
    fill(example) {
      value.set(example.value);
      header?.set(example.header);
    },
  };
}

function bindingIn(form: HTMLFormElement): Binding {
  const binding = new FormData(form).get("binding");
  if (binding === "soap11" || binding === "soap12" || binding === "httpGet" || binding === "httpPost") return binding;
  throw new Error("expected a binding to be chosen");
}

function isSoap(binding: Binding): boolean {
  return binding === "soap11" || binding === "soap12";
}

function problemsIn(reading: Reading | undefined): number {
  return reading?.kind === "problems" ? reading.count : 0;
}

function valueIn(reading: Reading | undefined): unknown {
  return reading?.kind === "value" ? reading.value : undefined;
}
