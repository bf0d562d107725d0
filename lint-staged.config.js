export default {
  "*.{ts,tsx,js,mjs}": ["prettier --write", "eslint --fix --max-warnings 0"],
  "*.{json,md,css,yml}": "prettier --write",
};
