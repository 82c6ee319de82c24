/**
 * The statements of generated modules, as far as templates print them. They are structures of ts-morph but for their
 * kinds, because its own constants would load the whole compiler.
 */
export type StatementStructure =
  ImportStructure | ExportStructure | ConstantStructure | AliasStructure | InterfaceStructure | FunctionStructure;

interface Trivia {
  /** A line break, for a blank line above the statement. */
  readonly leadingTrivia?: "" | "\n";
}

export type Docs = readonly { readonly description: string }[];

interface Declaration extends Trivia {
  readonly isExported?: boolean;
  readonly docs?: Docs;
}

interface Specifier {
  readonly name: string;
  readonly alias?: string;
  readonly isTypeOnly?: boolean;
}

export interface ImportStructure extends Trivia {
  readonly kind: "import";
  readonly moduleSpecifier: string;
  readonly isTypeOnly?: boolean;
  readonly namedImports?: readonly Specifier[];
  /** In place of names, the name of an object with all exports. */
  readonly namespaceImport?: string;
}

export interface ExportStructure extends Trivia {
  readonly kind: "export";
  readonly moduleSpecifier: string;
  readonly isTypeOnly?: boolean;
  readonly namedExports: readonly Specifier[];
}

export interface ConstantStructure extends Declaration {
  readonly kind: "constant";
  readonly declarations: readonly [{ readonly name: string; readonly type?: string; readonly initializer: string }];
}

export interface AliasStructure extends Declaration {
  readonly kind: "alias";
  readonly name: string;
  readonly type: string;
}

export interface InterfaceStructure extends Declaration {
  readonly kind: "interface";
  readonly name: string;
  readonly extends?: readonly string[];
  readonly properties?: readonly PropertyStructure[];
  readonly methods?: readonly MethodStructure[];
}

export interface PropertyStructure {
  readonly name: string;
  readonly type: string;
  readonly hasQuestionToken?: boolean;
  readonly docs?: Docs;
}

export interface MethodStructure {
  readonly name: string;
  readonly parameters: readonly ParameterStructure[];
  readonly returnType: string;
  readonly docs?: Docs;
}

export interface ParameterStructure {
  readonly name: string;
  readonly type: string;
  readonly hasQuestionToken?: boolean;
}

export interface TypeParameterStructure {
  readonly name: string;
  readonly constraint?: string;
  readonly default?: string;
}

export interface SignatureStructure extends Declaration {
  readonly typeParameters?: readonly TypeParameterStructure[];
  readonly parameters?: readonly ParameterStructure[];
  readonly returnType: string;
}

export interface FunctionStructure extends SignatureStructure {
  readonly kind: "function";
  readonly name: string;
  readonly overloads?: readonly SignatureStructure[];
  /** The one statement of its body, which returns a value. */
  readonly statements: readonly [string];
}
