/** The property that mixed content is: no element is called so. */
export const mixedProperty = "$mixed";
