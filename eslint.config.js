import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  // The runtime in generated/ is a copy of templates/runtime.
  globalIgnores(["dist/", "generated/runtime/", "test/cases/", "test/runtimes/files/", "examples/"]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-param-reassign": "error",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { ignoreRestSiblings: true, varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // An arrow that only calls something needs no braces.
      "@typescript-eslint/no-confusing-void-expression": "off",
    },
  },
  {
    files: ["templates/runtime/**/*.ts"],
    rules: {
      // Hot loops read bytes at indexes that they have just checked, and count in their parameters.
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-param-reassign": "off",
      // Tables hold values whose types only the interfaces beside them know.
      "@typescript-eslint/no-explicit-any": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector: "ObjectExpression > Property[kind='get']",
          message:
            "Write a method, or a getter of a class: each object with a getter of its own has a hidden class of its own, which keeps all it refers to until the engine collects all garbage.",
        },
      ],
    },
  },
  {
    files: ["generated/**/*.ts"],
    // Users need not lint what is generated; here it is held to the rules of all other code.
    processor: {
      preprocess: (text) => [text.replace("/* eslint-disable */", "/* linted all the same */")],
      postprocess: ([messages]) => messages,
    },
    rules: {
      // A table's constructor puts values in their places; the interface beside it says what they are.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Tests take strings apart by character, which is what they mean.
      "@typescript-eslint/no-misused-spread": "off",
    },
  },
);
