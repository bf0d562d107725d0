import type { Hand } from "#core/photos/photo.ts";
import type { PalmAnswer } from "#core/reading/palm-answer.ts";
import type { Language, Report, Summary } from "#core/reading/reading.ts";

const summaries: Record<Language, Summary> = {
  en: {
    headline: "A steady hand with a clear heart line",
    text: "Your palm is broad and your heart line runs in a clear curve towards the index finger. Tradition links such a curve with warmth that is shown openly. Your head line begins apart from the life line, which may suggest that you like to judge for yourself.",
    highlights: [
      "Heart line, clear and curved: traditionally linked with open warmth.",
      "Head line, apart at its start: may suggest independent judgement.",
      "Palm, broad: traditionally linked with steadiness.",
    ],
  },
  hi: {
    headline: "स्थिर हाथ, साफ़ हृदय रेखा",
    text: "आपकी हथेली चौड़ी है और हृदय रेखा साफ़ घुमाव लेकर तर्जनी की ओर जाती है। परंपरा ऐसे घुमाव को खुलकर जताए जाने वाले अपनेपन से जोड़ती है। मस्तिष्क रेखा जीवन रेखा से अलग शुरू होती है, जो अपनी राय ख़ुद बनाने की ओर इशारा हो सकता है।",
    highlights: [
      "हृदय रेखा साफ़ और घुमावदार: परंपरा में इसे अपनेपन से जोड़ते हैं।",
      "मस्तिष्क रेखा शुरू में अलग: यह स्वतंत्र राय की ओर इशारा हो सकता है।",
      "हथेली चौड़ी: परंपरा में इसे टिकाऊ स्वभाव से जोड़ते हैं।",
    ],
  },
};

const sentences: Record<Language, { readonly seen: string; readonly says: string }> = {
  en: {
    seen: "It runs clearly from the edge under the little finger and curves upwards.",
    says: "Tradition links this with a nature that shows what it feels and keeps its word to friends.",
  },
  hi: {
    seen: "यह कनिष्ठा के नीचे से साफ़ शुरू होकर ऊपर की ओर मुड़ती है।",
    says: "परंपरा इसे ऐसे स्वभाव से जोड़ती है जो अपनी भावना जताता है और दोस्तों से किया वादा निभाता है।",
  },
};

/** An answer as a good model gives it: every rule of the schema and of our own checks kept. */
export function sampleAnswer({
  language,
  slots,
  isPalm = true,
}: {
  readonly language: Language;
  readonly slots: readonly Hand[];
  readonly isPalm?: boolean;
}): PalmAnswer {
  return {
    can_read: isPalm,
    assessment: {
      overall: isPalm ? "good" : "unreadable",
      photos: slots.map((slot) => ({
        slot,
        is_palm: isPalm,
        seems_side: isPalm ? slot : "unclear",
        quality: isPalm ? "good" : "poor",
        problems: isPalm ? [] : ["not_a_palm"],
        retake_tip: null,
      })),
    },
    summary: isPalm ? summaries[language] : null,
    report: isPalm ? sampleReport(language, slots) : null,
  };
}

function sampleReport(language: Language, slots: readonly Hand[]): Report {
  const { seen, says } = sentences[language];
  const hands = slots.map((side) => ({
    side,
    visibility: "clear" as const,
    observed: seen,
    features: ["long" as const, "curved" as const],
    starts_at: null,
    ends_at: null,
    confidence: "medium" as const,
  }));
  return {
    hand_profile: { element: "earth", observed: seen, meaning: says, confidence: "medium" },
    lines: (["heart", "head", "life"] as const).map((key) => ({ key, hands, meaning: says })),
    mounts: [{ key: "venus", prominence: "average", meaning: says, confidence: "low" }],
    fingers: [{ key: "index", observed: seen, meaning: says }],
    minor_lines: [],
    signs: [],
    comparison: {
      available: slots.length > 1,
      similarities: [],
      differences: [],
      meaning: slots.length > 1 ? says : null,
    },
    life_areas: (["character", "mind", "relationships"] as const).map((key) => ({
      key,
      text: says,
      based_on: ["line:heart"],
    })),
    strengths: [says],
    growth_points: [says],
    guidance: [says],
    limits: seen,
    suggested_questions: [says],
  };
}
