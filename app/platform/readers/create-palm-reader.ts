import type { Log, PalmReader, PhotoCodec } from "#core/ports.ts";
import type { ReaderConfig } from "../config.ts";
import { createBuiltinReader } from "./builtin/builtin-reader.ts";
import { createOpenAiReader } from "./openai/openai-reader.ts";

/** The reader that the settings ask for. */
export function createPalmReader(
  config: ReaderConfig,
  deps: { readonly photoCodec: PhotoCodec; readonly log: Log },
): PalmReader {
  return config.kind === "openai"
    ? createOpenAiReader({ ...config, ...deps })
    : createBuiltinReader();
}
