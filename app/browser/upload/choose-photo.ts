/**
 * Shows a chosen photo at once, says early what is wrong with it, and makes it smaller before it travels. The
 * form stays a plain form: the smaller photo is put back into the same input.
 */
const form = document.querySelector<HTMLFormElement>("form[data-max-bytes]");
if (form) form.querySelectorAll<HTMLElement>("[data-slot]").forEach((slot) => attach(form, slot));

/** Longest side that is sent, pixels: what the server keeps. */
const MAX_SIDE = 2048;

/** Smaller files travel as they are. */
const SMALL_BYTES = 800_000;

/** A phone that takes longer sends the photo as it is. */
const SHRINK_TIMEOUT_MS = 8_000;

function attach(form: HTMLFormElement, slot: HTMLElement): void {
  const inputs = [...slot.querySelectorAll<HTMLInputElement>("input[type=file]")];
  const said = slot.querySelector<HTMLElement>("[data-said]");
  const drawing = slot.querySelector("svg");
  const preview = new Image();
  preview.alt = "";
  let latest = 0;

  const say = (text: string | undefined) => {
    if (said) said.textContent = text ?? "";
  };

  async function choose(input: HTMLInputElement): Promise<void> {
    const mine = ++latest;
    const file = input.files?.[0];
    show(file);
    if (!file) return say("");
    // One photo for each hand: what was chosen last counts.
    for (const other of inputs) if (other !== input) other.value = "";

    if (!(await isPhoto(file))) return say(form.dataset["notPhoto"]);
    if (file.size > SMALL_BYTES) {
      say(form.dataset["preparing"]);
      const smaller = await shrink(file).catch(() => undefined);
      if (mine !== latest) return;
      if (smaller && smaller.size < file.size) put(input, smaller);
      else if (file.size > Number(form.dataset["maxBytes"])) return say(form.dataset["tooLarge"]);
    }
    say(form.dataset["chosen"]);
  }

  function show(file: File | undefined): void {
    URL.revokeObjectURL(preview.src);
    if (file) {
      preview.src = URL.createObjectURL(file);
      drawing?.replaceWith(preview);
    } else if (drawing) {
      preview.replaceWith(drawing);
    }
  }

  for (const input of inputs) input.addEventListener("change", () => void choose(input));
}

/** By its first bytes, as the server will tell it. */
async function isPhoto(file: File): Promise<boolean> {
  const [a, b, c, d] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return (a === 0xff && b === 0xd8) || (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47);
}

async function shrink(file: File): Promise<File | undefined> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      setTimeout(() => resolve(null), SHRINK_TIMEOUT_MS);
      canvas.toBlob(resolve, "image/jpeg", 0.85);
    });
    return blob ? new File([blob], "palm.jpg", { type: "image/jpeg" }) : undefined;
  } finally {
    picture.close();
  }
}

function put(input: HTMLInputElement, file: File): void {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
}
