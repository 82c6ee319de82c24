/** The property of mixed content, which cannot be the name of an element. */
export const mixedProperty = "$mixed";
