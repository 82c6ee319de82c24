import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Listening } from "../contract/node.js";
import { withBrowser } from "./browser.js";
import * as messages from "./form-messages.js";
import { serveForms, type Forms } from "./form-page.js";

declare const forms: Forms; // in the page

type Name = keyof typeof messages;
const names = Object.keys(messages) as Name[];

withBrowser("forms", (open) => {
  let origin = "";
  let listening: Listening | undefined;
  beforeAll(async () => {
    listening = await serveForms();
    ({ origin } = listening);
  });
  afterAll(() => listening?.close());

  async function opened(name: Name): Promise<{ page: Page; complaints: readonly string[] }> {
    const opened = await open(origin);
    await opened.page.waitForFunction(() => "forms" in globalThis);
    await opened.page.evaluate((name) => forms.show(name), name);
    return opened;
  }

  async function formOf(name: Name): Promise<Page> {
    return (await opened(name)).page;
  }

  test.each(names)("the form of %s reads back the values set in it, within the policy of the page", async (name) => {
    const { page, complaints } = await opened(name);
    let count = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const filled = await page.evaluate((seed) => forms.fill(seed), seed);
      if (filled === undefined) continue;
      count++;
      expect(await read(page), `seed ${seed}`).toEqual({ kind: "value", value: filled.value });
    }
    expect(count).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
  });

  const shown: readonly Name[] = ["everything", "recursive", "number", "nothing", "hostile"];
  test.each(shown)("the form of %s breaks no rule of accessibility, empty, filled and with problems", async (name) => {
    const page = await formOf(name);
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    for (const action of ["forms.read()", "forms.fill(2)", "forms.fill(7)"]) {
      await page.evaluate(action);
      const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
        "axe.run()",
      );
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
  });

  test("absent, nil and empty values are distinct, and typing makes a value present", async () => {
    const page = await formOf("presence");
    const presence = page.getByRole("combobox", { name: "Presence of Both" });
    await page.getByLabel("Must", { exact: true }).fill("");
    await page.getByLabel("Nil", { exact: true }).fill("0");
    expect(await options(presence)).toEqual(["absent", "nil", "value"]);
    expect(await value(page)).toEqual({ Must: "", Nil: 0 });
    await presence.selectOption("nil");
    await page.getByLabel("May", { exact: true }).fill("7");
    expect(await page.getByRole("combobox", { name: "Presence of May" }).inputValue()).toBe("value");
    expect(await value(page)).toEqual({ Must: "", Nil: 0, May: 7, Both: null });
    await page.getByLabel("Both", { exact: true }).selectOption("false");
    await page.getByRole("combobox", { name: "Presence of May" }).selectOption("absent");
    expect(await value(page)).toEqual({ Must: "", Nil: 0, Both: false });
  });

  test("an optional object is filled in once it is marked present, and keeps its input", async () => {
    const page = await formOf("presence");
    const inner = page.getByRole("group", { name: "Inner" });
    const presence = inner.getByRole("combobox", { name: "Presence of Inner" });
    expect(await inner.getByLabel("A", { exact: true }).count()).toBe(0);
    await page.getByLabel("Nil", { exact: true }).fill("1");
    await presence.selectOption("value");
    await inner.getByLabel("A", { exact: true }).fill("a\nb");
    expect(await value(page)).toEqual({ Must: "", Nil: 1, Inner: { A: "a\nb" } });
    await presence.selectOption("absent");
    expect(await inner.getByLabel("A", { exact: true }).isVisible()).toBe(false);
    expect(await value(page)).toEqual({ Must: "", Nil: 1 });
    await presence.selectOption("value");
    expect(await inner.getByLabel("A", { exact: true }).inputValue()).toBe("a\nb");
  });

  test("names that every object has are properties like others", async () => {
    const page = await formOf("presence");
    await page.getByLabel("Nil", { exact: true }).fill("1");
    await page.getByLabel("__proto__", { exact: true }).fill("p");
    await page.getByLabel("constructor", { exact: true }).fill("c");
    const own = await page.evaluate(() => Object.entries((forms.read() as { value: object }).value));
    expect(own).toContainEqual(["__proto__", "p"]);
    expect(own).toContainEqual(["constructor", "c"]);
  });

  test("each problem is shown at its input, the first is focused, and typing removes it", async () => {
    const page = await formOf("scalars");
    await page.evaluate(() => forms.fill(2));
    await page.getByLabel("Whole", { exact: true }).fill("seven");
    await page.getByLabel("Code", { exact: true }).fill("123456");
    await page.getByLabel("Size", { exact: true }).selectOption("");
    expect(await read(page)).toEqual({ kind: "problems", count: 3 });
    await page.evaluate(() => forms.focusFirstProblem());
    const whole = page.getByLabel("Whole", { exact: true });
    expect(await focused(page)).toBe(await whole.getAttribute("id"));
    expect(await whole.getAttribute("aria-invalid")).toBe("true");
    expect(await described(page, whole)).toEqual(['expected int, found "seven"', "int"]);
    expect(await described(page, page.getByLabel("Code", { exact: true }))).toEqual([
      'expected at most 5 characters, found "123456"',
      "Code; string; at most 5 characters; matches [0-9]+",
    ]);
    expect(await described(page, page.getByLabel("Size", { exact: true }))).toEqual([
      'expected "small" or "large", found nothing',
    ]);
    await whole.fill("7");
    expect(await whole.getAttribute("aria-invalid")).toBeNull();
    expect(await described(page, whole)).toEqual(["int"]);
    expect(await read(page)).toEqual({ kind: "problems", count: 2 });
  });

  test("documentation, fixed values and defaults are shown", async () => {
    const page = await formOf("scalars");
    expect(await page.getByText("All that is typed as one text.").isVisible()).toBe(true);
    expect(await described(page, page.getByLabel("Text", { exact: true }))).toEqual([
      "string",
      "The text of the message.",
    ]);
    expect(await page.getByLabel("Version", { exact: true }).inputValue()).toBe("2");
    expect(await described(page, page.getByLabel("Version", { exact: true }))).toEqual(["int; always 2"]);
    await page.evaluate(() => forms.fill(2));
    await page.getByLabel("State", { exact: true }).selectOption("");
    expect(await value(page)).toMatchObject({ State: "small" });
    const log = await formOf("attributes");
    expect(await described(log, log.getByLabel("$lang", { exact: true }))).toEqual([
      "attribute; language",
      "Of the text.",
    ]);
  });

  test("a closed enumeration is chosen from, an open one suggests", async () => {
    const page = await formOf("scalars");
    expect(await options(page.getByLabel("Size", { exact: true }))).toEqual(["", "small", "large"]);
    expect(await options(page.getByLabel("Sure", { exact: true }))).toEqual(["", "true", "false"]);
    const colour = page.getByLabel("Colour", { exact: true });
    const suggestions = page.locator(`[id="${await colour.getAttribute("list")}"] option`);
    expect(await Promise.all((await suggestions.all()).map((one) => one.getAttribute("value")))).toEqual([
      "red",
      "green",
    ]);
    await page.evaluate(() => forms.fill(2));
    await colour.fill("blue");
    await page.getByLabel("Life", { exact: true }).selectOption("01");
    expect(await value(page)).toMatchObject({ Colour: "blue", Life: 1 });
  });

  test("bytes are taken from a file", async () => {
    const page = await formOf("scalars");
    await page.evaluate(() => forms.fill(2));
    const chooser = page.getByLabel("File for Digest");
    await chooser.setInputFiles({ name: "digest", mimeType: "", buffer: Buffer.from([0, 255]) });
    await expect.poll(() => page.getByLabel("Digest", { exact: true }).inputValue()).toBe("00FF");
    expect(await value(page)).toMatchObject({ Digest: Uint8Array.of(0, 255) });
  });

  test("items are added and removed within their limits, and the focus follows", async () => {
    const page = await formOf("lists");
    const add = page.getByRole("button", { name: "Add item to Line" });
    expect(await page.getByRole("button", { name: "Remove item 1 of Line" }).isDisabled()).toBe(true);
    await add.click();
    expect(await focused(page)).toBe(await page.getByLabel("Item 3 of Line", { exact: true }).getAttribute("id"));
    await page.keyboard.type("three");
    await add.click();
    await page.keyboard.type("four");
    expect(await add.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Remove item 1 of Line" }).click();
    expect(await focused(page, "aria-label")).toBe("Remove item 1 of Line");
    expect(await page.getByLabel("Item 3 of Line", { exact: true }).inputValue()).toBe("four");
    expect(await value(page)).toEqual({ Line: ["", "three", "four"] });
    await page.keyboard.press("Enter");
    expect(await focused(page, "aria-label")).toBe("Add item to Line");
    await page.getByRole("combobox", { name: "Presence of Names" }).selectOption("value");
    expect(await value(page)).toEqual({ Line: ["three", "four"], Names: [] });
  });

  test("too many items are a problem of the list", async () => {
    const page = await formOf("lists");
    await page.evaluate(() => forms.set({ Line: ["one", "two", "three", "four", "five"] }));
    expect(await read(page)).toEqual({ kind: "problems", count: 1 });
    expect(await page.getByText("expected at most 4, found 5").isVisible()).toBe(true);
  });

  test("a choice has only the chosen alternative", async () => {
    const page = await formOf("choices");
    expect(await options(page.getByLabel("Ship or Shop, Day"))).toEqual(["absent", "Ship", "Shop, Day"]);
    await page.getByLabel("Id", { exact: true }).fill("i");
    await page.getByLabel("Card", { exact: true }).fill("c");
    await page.getByLabel("Left or Left, Right").selectOption("Left, Right");
    await page.getByLabel("Right", { exact: true }).fill("1");
    expect(await value(page)).toEqual({ Id: "i", Card: "c", Right: 1 });
    await page.getByLabel("Card or Cash, Currency").selectOption("Cash, Currency");
    await page.getByLabel("Cash", { exact: true }).fill("1.50");
    await page.getByLabel("Ship or Shop, Day").selectOption("Ship");
    await page.getByRole("group", { name: "Ship" }).getByLabel("Street", { exact: true }).fill("s");
    expect(await value(page)).toEqual({ Id: "i", Ship: { Street: "s" }, Cash: "1.50", Right: 1 });
  });

  test("a derived type can be chosen, an abstract one cannot", async () => {
    const page = await formOf("derived");
    const pet = page.getByRole("group", { name: "Pet", exact: true });
    expect(await options(pet.getByLabel("$type"))).toEqual(["Animal", "Dog", "Cat", "Puppy"]);
    expect(await options(page.getByRole("group", { name: "Thing" }).getByLabel("$type"))).toEqual(["Book"]);
    await pet.getByLabel("$type").selectOption("Puppy");
    await pet.getByLabel("$weeks").fill("8");
    await pet.getByLabel("Name").fill("Rex");
    expect(await value(page)).toEqual({
      Pet: { $type: "Puppy", $weeks: 8, Name: "Rex" },
      Thing: { $type: "Book", Sku: "", Title: "" },
    });
  });

  test("a recursive type is opened as far as one likes", async () => {
    const page = await formOf("recursive");
    await page.getByLabel("Branch or Leaf or Twigs").first().selectOption("Branch");
    expect(await read(page)).toEqual({ kind: "problems", count: 1 });
    for (let depth = 1; depth <= 6; depth++) {
      await page.getByRole("combobox", { name: "Presence of Branch" }).last().selectOption("value");
      await page
        .getByLabel("Branch or Leaf or Twigs")
        .nth(depth)
        .selectOption(depth === 6 ? "Leaf" : "Branch");
    }
    await page.getByLabel("Leaf", { exact: true }).fill("green");
    const tree = [1, 2, 3, 4, 5, 6].reduce<object>((inner) => ({ Branch: inner }), { Leaf: "green" });
    expect(await value(page)).toEqual({ Tree: tree });
  });

  test("XML is checked, and its problems say where", async () => {
    const page = await formOf("xml");
    await page.getByLabel("Free", { exact: true }).fill('<a b="1">\n<c>text</d></a>');
    await page.getByRole("button", { name: "Add item to $any" }).click();
    await page.getByLabel("Item 1 of $any", { exact: true }).fill('<x xmlns="urn:forms"/>');
    expect(await read(page)).toEqual({ kind: "problems", count: 2 });
    expect(await page.getByText("a/c (line 2): expected </c>").isVisible()).toBe(true);
    expect(await page.getByText("it is sent as <Free>").isVisible()).toBe(true);
    expect(await page.getByText('another namespace than "urn:forms"').isVisible()).toBe(true);
    await page.getByLabel("Free", { exact: true }).fill("<Free>text</Free>");
    await page.getByLabel("Item 1 of $any", { exact: true }).fill("<x xmlns='urn:x'/>");
    expect(await value(page)).toEqual({
      Free: { name: "Free", namespace: "", attributes: [], children: ["text"] },
      $any: [{ name: "x", namespace: "urn:x", attributes: [], children: [] }],
    });
  });

  test("mixed content is texts and elements in a row", async () => {
    const page = await formOf("text");
    const add = page.getByRole("button", { name: "Add item to $mixed" });
    await add.click();
    await page.getByLabel("text", { exact: true }).fill("some ");
    await add.click();
    const item = page.getByRole("group", { name: "Item 2 of $mixed" });
    expect(await options(item.getByLabel("text or element"))).toEqual(["text", "<b>", "<i>", "any element"]);
    await item.getByLabel("text or element").selectOption("<b>");
    await item.getByLabel("b", { exact: true }).fill("bold");
    expect(await value(page)).toEqual({ $mixed: ["some ", { b: "bold" }] });
  });

  test("a line break that browsers would change is kept until the text is", async () => {
    const page = await formOf("attributes");
    const text = { $level: 1, $value: "a\r\nb\rc" };
    const set = { $at: "2024-02-29T00:00:00Z", Log: text };
    await page.evaluate((set) => forms.set(set), set);
    expect(await value(page)).toEqual(set);
    await page.getByLabel("$value").fill("a\nb");
    expect(await value(page)).toEqual({ ...set, Log: { ...text, $value: "a\nb" } });
  });

  test("names and texts of a spec are shown as text", async () => {
    const { page, complaints } = await opened("hostile");
    expect(await page.getByText("<img src=x onerror=alert(1)>").first().isVisible()).toBe(true);
    expect(await page.locator("img, script:not([src])").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

function read(page: Page): Promise<unknown> {
  return page.evaluate(() => forms.read());
}

/** The value of the form, which must not have problems. */
async function value(page: Page): Promise<unknown> {
  const reading = await read(page);
  expect(reading).toMatchObject({ kind: "value" });
  return (reading as { value: unknown }).value;
}

function options(select: Locator): Promise<string[]> {
  return select.locator("option").allTextContents();
}

/** The accessible description of an input. */
async function described(page: Page, input: Locator): Promise<readonly string[]> {
  const ids = (await input.getAttribute("aria-describedby"))?.split(" ") ?? [];
  return Promise.all(ids.map(async (id) => (await page.locator(`[id="${id}"]`).textContent()) ?? ""));
}

function focused(page: Page, attribute = "id"): Promise<string | null> {
  return page.locator(":focus").getAttribute(attribute);
}
