/** The form of an operation's page: it calls the operation through its generated client, and shows what went over the wire. */
import { randomFrom } from "../random-numbers.js";
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
  // Other values each time, and the same ones again after the page is loaded anew.
  pageElement("fill", HTMLButtonElement).addEventListener("click", () => {
    try {
      const random = randomFrom(++seed);
      // Mostly with what can be left out, so that it is seen.
      request.fill({ random, valid: true, always: () => random(8) > 0 });
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

  /** The button that cancels takes the focus with it when it goes; then it goes back to the one that calls. */
  function setRunning(isRunning: boolean): void {
    if (!isRunning && document.activeElement === cancel) send.focus();
    cancel.hidden = !isRunning;
    form.ariaBusy = String(isRunning);
  }
}

/** Where there is no exchange, none that was before is left to be taken for it. */
function fail(text: string): void {
  exchange.replaceChildren();
  say(text, "problem");
}

/** `kind` is what the style sheet knows it by; the text alone says it too. */
function say(text: string, kind = ""): void {
  status.textContent = text;
  status.dataset["kind"] = kind;
}
