import ts from "typescript";

/** True for `PetChoiceTable().sequence` and `PetChoiceTable().content`, whatever the function is. */
export function isChoicePart(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(node.expression)) return false;
  return node.expression.arguments.length === 0 && ["sequence", "content"].includes(node.name.text);
}
