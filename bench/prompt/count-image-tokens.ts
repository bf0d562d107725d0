import OpenAI from "openai";
import sharp from "sharp";
import type { ImageDetail, ImageSize } from "#platform/readers/openai/image-tokens.ts";
import type { PromptServer } from "./read-palms.ts";

const schema = {
  type: "object",
  properties: { ok: { type: "boolean" } },
  required: ["ok"],
  additionalProperties: false,
};

/** The smallest photo that is surely one patch or tile less than any other. */
const SMALLEST: ImageSize = { width: 32, height: 32 };

/**
 * What a photo adds to a prompt by the server's own count, against one of 32 pixels; undefined when it does not tell.
 * Two calls with an answer of a few tokens.
 */
export async function countImageTokens(
  server: PromptServer,
  size: ImageSize,
  detail: ImageDetail,
): Promise<number | undefined> {
  const [whole, least] = await Promise.all([
    promptTokens(server, size, detail),
    promptTokens(server, SMALLEST, detail),
  ]);
  return whole === undefined || least === undefined ? undefined : whole - least;
}

async function promptTokens(
  { apiKey, baseUrl, model }: PromptServer,
  { width, height }: ImageSize,
  detail: ImageDetail,
): Promise<number | undefined> {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    maxRetries: 2,
    timeout: 60_000,
    logLevel: "off",
  });
  const jpeg = await sharp({ create: { width, height, channels: 3, background: "#d9a27e" } })
    .jpeg()
    .toBuffer();
  const url = `data:image/jpeg;base64,${jpeg.toString("base64")}`;
  const completion = await client.chat.completions
    .create({
      model,
      max_completion_tokens: 50,
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "Answer with ok true." },
            { type: "image_url", image_url: { url, detail } },
          ],
        },
      ],
      response_format: { type: "json_schema", json_schema: { name: "ok", strict: true, schema } },
    })
    .catch((error: unknown) => {
      console.log(`The server does not take the question: ${(error as Error).name}.`);
    });
  return completion?.usage?.prompt_tokens;
}
