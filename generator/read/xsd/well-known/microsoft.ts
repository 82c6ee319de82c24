import { sequence, element, attribute, complexType, simpleType } from "./declarations.js";

const serializedTypes =
  "anyType anyURI base64Binary boolean byte dateTime decimal double float int long QName short string unsignedByte unsignedInt " +
  "unsignedLong unsignedShort";

const serializationArrays = (
  "string int long short byte unsignedInt unsignedLong unsignedShort unsignedByte boolean decimal double float dateTime anyType " +
  "anyURI base64Binary QName"
)
  .split(" ")
  .map((name): readonly [string, string] => [name, `x:${name}`])
  .concat(["char", "guid", "duration"].map((name): readonly [string, string] => [name, `ser:${name}`]))
  .map(([name, type]) => {
    const isValue = !["string", "anyType", "anyURI", "base64Binary", "QName"].includes(name);
    const item = element(name, type, `minOccurs="0" maxOccurs="unbounded"${isValue ? "" : ` nillable="true"`}`);
    const array = `ArrayOf${name}`;
    return complexType(array, sequence(item)) + element(array, array, `nillable="true"`);
  })
  .join("");

/** Of ASMX and of WCF. Declarations by namespace. */
export const microsoftSchemas: readonly (readonly [namespace: string, declarations: string])[] = [
  [
    "http://microsoft.com/wsdl/types/",
    simpleType("guid", "x:string", `<x:pattern value="[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"/>`) +
      simpleType("char", "x:unsignedShort"),
  ],
  [
    "http://schemas.microsoft.com/2003/10/Serialization/",
    serializedTypes
      .split(" ")
      .map((name) => element(name, `x:${name}`, `nillable="true"`))
      .join("") +
      ["char", "duration", "guid"].map((name) => element(name, name, `nillable="true"`)).join("") +
      simpleType("char", "x:int") +
      simpleType("duration", "x:duration") +
      simpleType("guid", "x:string", `<x:pattern value="[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}"/>`) +
      attribute("FactoryType", "x:QName") +
      attribute("Id", "x:ID") +
      attribute("Ref", "x:IDREF"),
  ],
  ["http://schemas.microsoft.com/2003/10/Serialization/Arrays", serializationArrays],
];
