import { expect, test } from "vitest";
import type { Override } from "../../../generator/configuration.js";
import { emitServices } from "../../../generator/emit/client.js";
import { defaultConfiguration } from "../../../generator/configuration.js";
import { applyOverrides } from "../../../generator/model/overrides/apply-overrides.js";
import type { Service } from "../../../generator/model/service.js";
import { compile } from "../../support/compile.js";
import { complex, element, message, namespace, oneWay, operation, service } from "../../support/model.js";
import { memberOf } from "../infer.js";

/** An order that is sent and received, inside of a type for both. */
function orders(): Service {
  const types = [
    complex("Get", { Id: "int" }),
    complex("GetResponse", { Box: "Box" }),
    complex("Put", { Box: "Box" }),
    complex("Box", { Order: "Order", Size: "Size" }),
    complex("Order", { Id: "int", Note: "string" }),
    complex("Size", { Width: "int" }),
  ];
  const get = operation("Get", {
    request: message([element("Get", "Get")]),
    response: message([element("GetResponse", "GetResponse")]),
  });
  return service([get, oneWay(operation("Put", { request: message([element("Put", "Put")]) }))], types);
}

function overridden(overrides: Readonly<Record<string, Override>>, given = orders()): Service {
  const place = { path: "soapwright.config.json", line: 1, column: 1 };
  const report = ({ message: text }: { readonly message: string }): never => {
    throw new Error(text);
  };
  const [changed = given] = applyOverrides([given], { overrides }, report, () => place);
  return changed;
}

function namesOf({ types }: Service): readonly string[] {
  return types.map(({ name }) => name.local);
}

test("an element that replies lack stays required in requests", () => {
  const changed = overridden({ "Get.response/Box/Order/Note": { minOccurs: 0, nillable: true } });
  expect(memberOf(changed, "Order", "Note")).toMatchObject({ minOccurs: 1, nillable: false });
  expect(memberOf(changed, "Order_reply", "Note")).toMatchObject({
    minOccurs: 0,
    nillable: true,
    evidence: { minOccurs: { kind: "overridden" } },
  });
});

test("the types that hold it are those of replies too, and others stay shared", () => {
  const changed = overridden({ "Get.response/Box/Order/Note": { namespace: "" } });
  expect([...namesOf(changed)].sort()).toEqual(
    ["Box", "Box_reply", "Get", "GetResponse", "Order", "Order_reply", "Put", "Size"].sort(),
  );
  expect(memberOf(changed, "GetResponse", "Box").type.name).toBe(`{${namespace}}Box_reply`);
  expect(memberOf(changed, "Box_reply", "Order").type.name).toBe(`{${namespace}}Order_reply`);
  expect(memberOf(changed, "Box_reply", "Size").type.name).toBe(`{${namespace}}Size`);
  expect(memberOf(changed, "Put", "Box").type.name).toBe(`{${namespace}}Box`);
  expect(memberOf(changed, "Order_reply", "Note").name.namespace).toBe("");
  expect(changed.types.find(({ name }) => name.local === "Order_reply")).toMatchObject({ xmlName: { local: "Order" } });
});

test("a type that only replies reach stays one", () => {
  expect(namesOf(overridden({ "Get.response/Box": { minOccurs: 0 } }))).toEqual(namesOf(overridden({})));
  expect(memberOf(overridden({ "Get.response/Box": { minOccurs: 0 } }), "GetResponse", "Box").minOccurs).toBe(0);
});

test("an override that changes no fact of replies makes no type of its own", () => {
  const changed = overridden({ "Get.response/Box/Order/Note": { minOccurs: 1 } });
  expect(namesOf(changed)).toEqual(namesOf(overridden({})));
  expect(memberOf(changed, "Order", "Note").evidence.minOccurs.kind).toBe("overridden");
});

test("the type of an element holds in both directions, also through a response", () => {
  const changed = overridden({ "Get.response/Box/Order/Note": { type: "int", minOccurs: 0 } });
  expect(memberOf(changed, "Order", "Note")).toMatchObject({ type: { name: "int" }, minOccurs: 1 });
  expect(memberOf(changed, "Order_reply", "Note")).toMatchObject({ type: { name: "int" }, minOccurs: 0 });
});

test("a path by type holds in both directions", () => {
  const changed = overridden({ "Order.Note": { minOccurs: 0 } });
  expect(namesOf(changed)).toEqual(namesOf(overridden({})));
  expect(memberOf(changed, "Order", "Note").minOccurs).toBe(0);
});

test("types that contain themselves become two", () => {
  const given = orders();
  const recursive = {
    ...given,
    types: given.types.map((type) =>
      type.name.local === "Size" ? complex("Size", { Width: "int", Inner: "Size?", Box: "Box?" }) : type,
    ),
  };
  const changed = overridden({ "Get.response/Box/Size/Width": { minOccurs: 0 } }, recursive);
  expect(memberOf(changed, "Size_reply", "Inner").type.name).toBe(`{${namespace}}Size_reply`);
  expect(memberOf(changed, "Size", "Inner").type.name).toBe(`{${namespace}}Size`);
});

test("a program that sends what it received has to give what replies may lack", async () => {
  const given = overridden({ "Get.response/Box/Order/Note": { minOccurs: 0 } });
  const files = await emitServices([given], {
    spec: { name: "shop", path: "specs/shop" },
    configuration: defaultConfiguration,
  });
  const user = `
    import { address, get, put } from "./shop.js";
    import { soap12, unwrap } from "./runtime/index.js";
    const { Box } = unwrap(await get(soap12(address), { Id: 1 }));
    const { Order: { Id, Note = "" } } = Box;
    await put(soap12(address), { Box: { ...Box, Order: { Id, Note } } });
    // @ts-expect-error
    await put(soap12(address), { Box });
    export {};`;
  expect(compile(new Map([...files.map(({ path, text }) => [path, text] as const), ["user.ts", user]]))).toEqual([]);
});

test("through an element of anyType, the types of its values change in both directions", () => {
  const types = [
    complex("Get", { V: "anyType" }),
    complex("GetResponse", { V: "anyType" }),
    complex("Order", { Id: "int", Note: "string" }),
  ];
  const get = operation("Get", {
    request: message([element("Get", "Get")]),
    response: message([element("GetResponse", "GetResponse")]),
  });
  const given = { ...service([get], types), anyTypes: [`{${namespace}}Order`] };
  const changed = overridden({ "Get.response/V/Note": { minOccurs: 0 } }, given);
  expect(namesOf(changed)).toEqual(["Get", "GetResponse", "Order"]);
  expect(memberOf(changed, "Order", "Note")).toMatchObject({ minOccurs: 0 });
  expect(() => overridden({ "Get.response/V/Nose": { minOccurs: 0 } }, given)).toThrow(
    'found an override of "Get.response/V/Nose", expected a part of the service',
  );
});
