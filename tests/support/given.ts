import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { findAnalysis, insertAnalysis } from "#core/analyses/analyses.repo.ts";
import type { Analysis } from "#core/analyses/analysis.ts";
import type { Owner } from "#core/analyses/owner.ts";
import type { Db } from "#core/database.ts";
import { createSecretToken } from "#core/secret-token.ts";
import { ensureGuest } from "#core/guests/guests.repo.ts";
import type { Hand } from "#core/photos/photo.ts";
import { insertPhotos } from "#core/photos/photos.repo.ts";
import type { ArrivedPhoto } from "#core/ports.ts";
import type { User } from "#core/users/user.ts";
import { findUser, insertUser, updateEmailVerified } from "#core/users/users.repo.ts";
import { READING_SCHEMA_VERSION, type Reading } from "#core/reading/reading.ts";

/** Builders of stored rows and of values. Name only what the test is about; the rest is valid. */
export const given = {
  guest: (db: Db, token = createSecretToken()): Promise<string> => ensureGuest(db, token),

  async user(db: Db, { email = `${uuidv7()}@example.org`, isVerified = true } = {}): Promise<User> {
    const id = await insertUser(db, { email, passwordHash: "not a hash", language: "en" });
    if (id === undefined) throw new Error("the address is taken");
    if (isVerified) await updateEmailVerified(db, id);
    const user = await findUser(db, id);
    if (!user) throw new Error("the user was not stored");
    return user;
  },

  async analysis(
    db: Db,
    { owner, hands = ["left"] }: { owner?: Owner; hands?: readonly Hand[] } = {},
  ): Promise<Analysis> {
    const id = uuidv7();
    await insertAnalysis(db, {
      id,
      owner: owner ?? { kind: "guest", id: await given.guest(db) },
      label: null,
      language: "en",
      writing_hand: null,
      request_key: null,
      request_hash: null,
    });
    await insertPhotos(
      db,
      id,
      hands.map((hand) => ({ ...given.arrivedPhoto({ hand }), id: uuidv7() })),
    );
    const analysis = await findAnalysis(db, id);
    if (!analysis) throw new Error("the analysis was not stored");
    return analysis;
  },

  arrivedPhoto(overrides: Partial<ArrivedPhoto> = {}): ArrivedPhoto {
    const name = randomBytes(8).toString("hex");
    return {
      hand: "left",
      incomingKey: `incoming/${name}`,
      bytes: 12_345,
      sha256: name.repeat(4),
      mime: "image/jpeg",
      width: 1200,
      height: 1600,
      ...overrides,
    };
  },

  reading(overrides: Partial<Reading> = {}): Reading {
    return {
      schemaVersion: READING_SCHEMA_VERSION,
      assessment: {
        overall: "good",
        photos: [
          {
            slot: "left",
            is_palm: true,
            seems_side: "left",
            quality: "good",
            problems: [],
            retake_tip: null,
          },
        ],
      },
      summary: { headline: "A steady hand", text: "A square palm.", highlights: ["a", "b", "c"] },
      report: null,
      sights: null,
      grounds: null,
      promptVersion: "test/1",
      model: null,
      usage: null,
      ...overrides,
    };
  },
};
