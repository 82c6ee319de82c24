import { isBuiltinName, isValueType, type BuiltinName } from "../../../builtins.js";
import { microsoftTypesNamespace, serializationNamespace } from "../../../namespaces.js";
import { sequence, element, attribute, complexType, simpleType } from "./declarations.js";

const serializedTypes = (
  "anyType anyURI base64Binary boolean byte dateTime decimal double float int long QName short string unsignedByte unsignedInt " +
  "unsignedLong unsignedShort"
)
  .split(" ")
  .filter(isBuiltinName);

const serializationArrays = serializedTypes
  .map((name): readonly [BuiltinName, string] => [name, `x:${name}`])
  .concat((["char", "guid", "duration"] as const).map((name) => [name, `ser:${name}`]))
  .map(([name, type]) => {
    const item = element(
      name,
      type,
      `minOccurs="0" maxOccurs="unbounded"${isValueType(name) ? "" : ` nillable="true"`}`,
    );
    const array = `ArrayOf${name}`;
    return complexType(array, sequence(item)) + element(array, array, `nillable="true"`);
  })
  .join("");

/** The schemas of ASMX and WCF, as declarations by namespace. */
export const microsoftSchemas: readonly (readonly [namespace: string, declarations: string])[] = [
  [
    microsoftTypesNamespace,
    simpleType("guid", "x:string", `<x:pattern value="[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"/>`) +
      simpleType("char", "x:unsignedShort"),
  ],
  [
    serializationNamespace,
    serializedTypes.map((name) => element(name, `x:${name}`, `nillable="true"`)).join("") +
      ["char", "duration", "guid"].map((name) => element(name, name, `nillable="true"`)).join("") +
      simpleType("char", "x:int") +
      simpleType("duration", "x:duration") +
      simpleType("guid", "x:string", `<x:pattern value="[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}"/>`) +
      attribute("FactoryType", "x:QName") +
      attribute("Id", "x:ID") +
      attribute("Ref", "x:IDREF"),
  ],
  [`${serializationNamespace}Arrays`, serializationArrays],
];
