/** A page that shows the form of one of the messages in form-messages.ts. */
import { build } from "esbuild";
import { listen, type Listening } from "../contract/node.js";

/** The functions that the page's script provides to tests, under `forms`. */
export interface Forms {
  show(message: string): void;
  /** Fills the current form with random values and returns them; undefined without any. */
  fill(seed: number): { readonly value: unknown } | undefined;
  set(value: unknown): void;
  read(): unknown;
  focusFirstProblem(): void;
}

// No TypeScript: the types of a page's elements are not those of the tests.
const script = `
  import * as messages from "./form-messages.ts";
  import { messageForm, tableForm } from "../../templates/stand-in/browser/form.ts";
  import { messageValue, NoValue } from "../../templates/stand-in/random.ts";
  import { randomFrom } from "../../templates/stand-in/random-numbers.ts";
  import { hostileTexts } from "../support/hostile-texts.ts";
  let message, form;
  globalThis.forms = {
    show(name) {
      message = messages[name];
      form = messageForm(message, "Request");
      document.querySelector("form").replaceChildren(form.element);
    },
    fill(seed) {
      try {
        const value = messageValue(message, { random: randomFrom(seed), valid: seed % 2 === 0, texts: hostileTexts });
        form.set(value);
        return { value };
      } catch (error) {
        if (error instanceof NoValue) return undefined;
        throw error;
      }
    },
    set: (value) => form.set(value),
    read: () => form.read(),
    focusFirstProblem: () => form.focusFirstProblem(),
  };
`;

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Form</title><link rel="icon" href="data:,">
<main><h1>Form</h1><form></form></main><script type="module" src="/form.js"></script></html>`;

/** Serves the page under the policy of the pages of `serve`. */
export async function serveForms(): Promise<Listening> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  const module = outputFiles[0]?.text ?? "";
  return listen((request) => {
    const isScript = new URL(request.url).pathname === "/form.js";
    return Promise.resolve(
      new Response(isScript ? module : html, {
        headers: {
          "Content-Type": isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
          "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:",
        },
      }),
    );
  });
}
