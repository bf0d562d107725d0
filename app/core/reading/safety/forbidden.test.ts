import { expect, test } from "vitest";
import { saysForbiddenThing } from "./forbidden.ts";

test.each([
  "You will live until eighty.",
  "This break may mean an early death.",
  "You may suffer from diabetes later.",
  "You will have a son.",
  "Two marriages are shown here.",
  "In 2031 your luck turns.",
  "Wear a ruby on this finger.",
  "You are likely to have a serious accident.".replace(
    "have a serious accident",
    "meet a fatal accident",
  ),
  "आपकी आयु 80 वर्ष होगी।",
  "यह अकाल मृत्यु का संकेत है।",
  "पुत्र प्राप्ति का योग है।",
  "2031 में आपका भाग्य बदलेगा।",
  "इस उँगली में रत्न धारण कीजिए।",
])("%j may not be said", (sentence) => {
  expect(saysForbiddenThing(sentence)).toBe(true);
});

test.each([
  "The life line does not show the length of life.",
  "Tradition links this with vitality and with how you meet change.",
  "You keep old friends for a long time.",
  "A fork here is traditionally linked with writing.",
  "जीवन रेखा आयु नहीं बताती।",
  "परंपरा इसे साहस और धीरज से जोड़ती है।",
  "आप पुराने दोस्तों का साथ निभाते हैं।",
])("%j may be said", (sentence) => {
  expect(saysForbiddenThing(sentence)).toBe(false);
});
