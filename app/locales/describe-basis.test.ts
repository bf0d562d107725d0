import { expect, test } from "vitest";
import { describeBasis } from "./describe-basis.ts";
import { en } from "./en.ts";
import { hi } from "./hi.ts";

test.each([
  ["line:head", "head line", "मस्तिष्क रेखा"],
  ["mount:venus", "mount of Venus", "शुक्र पर्वत"],
  ["finger:index", "index finger", "तर्जनी"],
  ["minor_line:travel", "travel line", "यात्रा रेखा"],
  ["sign:fish", "fish", "मछली"],
  ["hand:spread", "how the fingers are held", "उँगलियाँ रखने का ढंग"],
  ["hand:texture", "the hand as a whole", "पूरा हाथ"],
  ["comparison:hands", "the comparison of both hands", "दोनों हाथों का मिलान"],
])("%s is put into words", (basis, english, hindi) => {
  expect(describeBasis(en, basis)).toBe(english);
  expect(describeBasis(hi, basis)).toBe(hindi);
});

test.each(["", "line", "line:toString", "planet:venus"])("%j is left out", (basis) => {
  expect(describeBasis(en, basis)).toBeUndefined();
});
