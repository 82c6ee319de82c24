/** Runs the form of an operation's page: calls the operation through its generated client, and shows the messages. */
import { exampleRequest } from "../example-request.js";
import { NoValue } from "../random.js";
import { clientFunction, exchangeOf, tablesOf, type Asked } from "./call.js";
import { exchangeView, summary, type Subject } from "./exchange-view.js";
import { pageElement } from "./page-element.js";
import { requestForm } from "./request-form.js";

const form = pageElement("call", HTMLFormElement);
const status = pageElement("status", HTMLElement);
const exchange = pageElement("exchange", HTMLElement);

try {
  await start();
} catch (error) {
  fail(`The form could not be made: ${String(error)}`);
}

async function start(): Promise<void> {
  const { client = "", function: name = "", path = "", replyFile = "" } = form.dataset;
  const call = await clientFunction(client, name);
  const operation = tablesOf(call);
  const subject: Subject = { name, client, replyFile, operation };
  const request = requestForm(form, operation.request);
  const [send, cancel] = [pageElement("send", HTMLButtonElement), pageElement("cancel", HTMLButtonElement)];
  let running: AbortController | undefined;
  let seed = 0;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (running !== undefined) return;
    const reading = request.read();
    if (reading.kind === "asked") return void run({ ...reading.asked, address: location.origin + path });
    const { count, focusFirst } = reading;
    fail(`${count === 1 ? "One input has a problem" : `${count} inputs have problems`}; nothing was sent`);
    focusFirst();
  });
  cancel.addEventListener("click", () => running?.abort());
  // Each click gives other values, in the same sequence after a reload.
  pageElement("fill", HTMLButtonElement).addEventListener("click", () => {
    try {
      request.fill(exampleRequest(operation, ++seed));
      say("Random values are filled in");
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
      fail(`No random value was found: ${error.message}`);
    }
  });
  form.hidden = false;

  async function run(asked: Asked): Promise<void> {
    running = new AbortController();
    setRunning(true);
    say(`Calling ${name}…`);
    try {
      const ended = await exchangeOf(call, asked, running.signal);
      exchange.replaceChildren(...exchangeView(ended, subject));
      say(summary(ended.outcome), ended.outcome.kind === "reply" ? ended.outcome.reply.kind : "problem");
      status.scrollIntoView({ block: "nearest" });
    } catch (error) {
      fail(`The call could not be made: ${String(error)}`);
    } finally {
      running = undefined;
      setRunning(false);
    }
  }

  /**
   * Shows the button that cancels during a call. Before hiding it, moves the focus from it to the button that calls.
   */
  function setRunning(isRunning: boolean): void {
    if (!isRunning && document.activeElement === cancel) send.focus();
    cancel.hidden = !isRunning;
    form.ariaBusy = String(isRunning);
  }
}

/** Clears the previous exchange, which could be mistaken for that of this call. */
function fail(text: string): void {
  exchange.replaceChildren();
  say(text, "problem");
}

/** Shows a status. `kind` selects its style; the text is sufficient without it. */
function say(text: string, kind = ""): void {
  status.textContent = text;
  status.dataset["kind"] = kind;
}
