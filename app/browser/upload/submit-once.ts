/** Says that the form is on its way, and keeps a second tap from sending it again. */
const form = document.querySelector<HTMLFormElement>("form[data-sending]");
const button = form?.querySelector<HTMLButtonElement>("button[type=submit]");
const said = form?.querySelector("[data-sent]");
const hint = said?.textContent ?? "";

form?.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  // Not before the browser has gathered the form.
  setTimeout(() => {
    if (button) button.disabled = true;
    if (said) said.textContent = form.dataset["sending"] ?? "";
  });
});

// Coming back by the Back button finds the form usable again.
addEventListener("pageshow", () => {
  if (button) button.disabled = false;
  if (said) said.textContent = hint;
});
