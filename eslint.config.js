import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

/**
 * Folder → what its files may not import. Regexes, because `#` starts a comment in the glob form.
 * The table is explained in docs/architecture.md; tests/unit/walls.test.ts proves that each wall stands.
 */
const drivers =
  "ioredis$|pg$|better-sqlite3$|sharp$|openai|pino$|nodemailer$|bcryptjs$|@fastify/busboy$";
export const walls = {
  "app/queue": "^(#core|#platform|#http|#components|#locales|@remix-run|react|kysely|node:fs)",
  "app/core": `^(#platform|#http|#components|#locales|@remix-run|react|#queue/(?!(define-job|queue-admin|histogram)\\.ts$)|${drivers})`,
  "app/platform": "^(#http|#components|@remix-run|react)",
  "app/http": `^(#platform|#components|${drivers})`,
  "app/routes": `^(#platform|#queue|\\./.*\\.route|${drivers})`,
  "app/{components,browser}": `^(#http|#queue|#platform|kysely|zod|${drivers})`,
  "app/locales": `^(#http|#queue|#platform|#components|react|${drivers})`,
  "worker/{handlers,sweeps}": "^(#platform|#http|#components|@remix-run|react)",
};

const wallRules = Object.entries(walls).map(([folder, regex]) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  ignores: ["**/*.test.{ts,tsx}", "app/http/web.server.ts", "app/http/uploads.server.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ regex, message: `${folder} may not import this (docs/architecture.md).` }] },
    ],
  },
}));

/** React pages may take types from the product, never values: values would ship to the browser. */
const typesOnly = {
  files: ["app/{components,browser}/**/*.{ts,tsx}"],
  ignores: ["**/*.test.{ts,tsx}"],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          { regex: "^#core", allowTypeImports: true, message: "Take types only from the product." },
        ],
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ["build/", "data/", "node_modules/", "test-results/", "playwright-report/"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/require-await": "off",
      // Our objects are closures, and those of Kysely's builder are bound.
      "@typescript-eslint/unbound-method": "off",
      // Takes `signal.aborted` for a constant, also after an await.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/only-throw-error": [
        "error",
        {
          allow: [
            { from: "lib", name: "Response" },
            { from: "package", name: "Response", package: "undici-types" },
          ],
        },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "Settings are read once, by loadConfig (app/platform/config.ts).",
        },
      ],
    },
  },
  {
    files: ["**/*.tsx"],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { "react-hooks": reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    // The roots, scripts and tests are where the environment enters.
    files: [
      "app/http/web.server.ts",
      "worker/main.ts",
      "scripts/**/*.ts",
      "bench/**/*.ts",
      "tests/**/*.ts",
      "*.config.ts",
      "**/*.test.{ts,tsx}",
    ],
    rules: { "no-restricted-properties": "off" },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: { globals: globals.node },
  },
  ...wallRules,
  typesOnly,
);
