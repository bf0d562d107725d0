/** So much of an answer the smallest request makes room for, and what it counts with its photo. */
const MAX_ANSWER_TOKENS = 1_000;
export const SMALLEST_CALL_TOKENS = MAX_ANSWER_TOKENS + 1_244;

/** The smallest request that the fake provider takes: a photo of four bytes. */
export async function askPalm(url: string): Promise<Response> {
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { Authorization: "Bearer sk-test" },
    body: JSON.stringify({
      model: "gpt-4.1-mini",
      max_completion_tokens: MAX_ANSWER_TOKENS,
      messages: [
        {
          role: "user",
          content: [{ type: "image_url", image_url: { url: "data:image/jpeg;base64,/9j/2Q==" } }],
        },
      ],
      response_format: {
        type: "json_schema",
        json_schema: {
          strict: true,
          schema: { type: "object", properties: {}, required: [], additionalProperties: false },
        },
      },
    }),
  });
  await response.clone().arrayBuffer();
  return response;
}
