import { mapMessages, mapReferences, mapType } from "./traversal.js";
import { clark, type QName, type Service } from "./service.js";

/** The service with its types renamed, by their keys. */
export function renameTypes(service: Service, names: ReadonlyMap<string, QName>): Service {
  const keyOf = (key: string): string => {
    const name = names.get(key);
    return name === undefined ? key : clark(name);
  };
  return {
    ...service,
    operations: service.operations.map((operation) => mapMessages(operation, (element) => mapType(element, keyOf))),
    ...(service.anyTypes && { anyTypes: service.anyTypes.map(keyOf) }),
    ...(service.carried && {
      carried: {
        elements: service.carried.elements.map((element) => mapType(element, keyOf)),
        types: service.carried.types.map((type) => mapType({ type }, keyOf).type),
      },
    }),
    types: service.types.map((type) => {
      const name = names.get(clark(type.name));
      const renamed = name !== undefined && name.local !== type.name.local;
      return { ...mapReferences(type, keyOf), ...(renamed && { name, xmlName: type.xmlName ?? type.name }) };
    }),
  };
}
