import { describe, expect, test } from "vitest";
import { findForbidden, findForbiddenInAll } from "./find-forbidden.ts";
import type { ForbiddenTopic } from "./statement-rule.ts";
import { englishRules } from "./statement-rules.en.ts";
import { hindiRules } from "./statement-rules.hi.ts";
import { romanisedRules } from "./statement-rules.hi-latn.ts";

describe.each([
  ["English", englishRules],
  ["Hindi", hindiRules],
  ["romanised Hindi", romanisedRules],
])("every rule of %s", (_name, { rules }) => {
  test.each(rules)("$topic: catches “$caught”", ({ topic, caught }) => {
    expect(findForbidden(caught)?.category).toBe(topic);
  });

  test.each(rules)("$topic: lets “$passes” pass", ({ passes }) => {
    expect(findForbidden(passes)).toBeNull();
  });
});

const forbidden: readonly (readonly [ForbiddenTopic, string])[] = [
  ["death", "Your life ends when the line ends: you may not live long."],
  ["death", "The old books read a sudden death from this mark."],
  ["death", "A strong line gives longevity."],
  ["death", "The life line does not show illness, but you will die before your brother."],
  ["accident", "Water may bring disaster."],
  ["illness", "You might have a stroke one day."],
  ["illness", "The island may point to heart trouble."],
  ["illness", "Women with this line may find it hard to conceive a child."],
  ["unborn_child", "Your first child may be a girl."],
  ["family_count", "Three children are seen at the edge of the palm."],
  ["infidelity", "A secret affair may come to light."],
  ["money_advice", "Your lucky number is seven."],
  ["money_advice", "Your investments may bring big profit."],
  ["promise", "Sudden wealth may reach you."],
  ["date", "Success begins at the age of 35."],
  ["date", "Marriage may come in your late twenties."],
  ["date", "This may change next year."],
  ["score", "Only one person in a thousand has this sign."],
  ["group", "A fair-skinned palm is lucky."],
  ["insult", "You may be selfish in love."],
  ["third_person", "Your future wife will be gentle."],
  ["remedy", "Chant this mantra every morning: chant the mantras of Shani."],
  ["fear", "A black spot here is a bad omen."],
  ["fear", "You might lose your friends."],
  ["minor", "The child’s palm shows talent."],
  ["certainty", "You are destined for great things."],
  ["certainty", "You’ll become a leader."],
  ["death", "मृत्यु का योग बन रहा है।"],
  ["death", "आपकी उम्र लंबी होगी।"],
  ["death", "जीवन रेखा रोग नहीं बताती, लेकिन आपकी मौत जल्दी हो सकती है।"],
  ["accident", "वाहन से चोट लग सकती है।"],
  ["illness", "आपको मधुमेह हो सकता है।"],
  ["illness", "स्वास्थ्य कमज़ोर रह सकता है।"],
  ["unborn_child", "पहले बेटी होगी।"],
  ["family_count", "तीन बच्चे दिखाई देते हैं।"],
  ["infidelity", "प्रेम में धोखा मिल सकता है।"],
  ["money_advice", "मुक़दमे में जीत होगी।"],
  ["promise", "अचानक धन की प्राप्ति होगी।"],
  ["date", "अगले साल विदेश यात्रा का योग है।"],
  ["group", "ब्राह्मण जाति के लोगों का हाथ ऐसा होता है।"],
  ["third_person", "आपकी पत्नी बहुत सुंदर होगी।"],
  ["remedy", "शनिवार को तेल का दान कीजिए।"],
  ["fear", "शनि दोष के कारण बाधा आएगी।"],
  ["certainty", "आपको सफलता अवश्य ही एक दिन छू लेगी।"],
  ["certainty", "यह तय है।"],
  ["date", "२०३१ में बदलाव आएगा।"],
  ["illness", "The fate line is not seen, which points to a divorce and poor health."],
  ["death", "The life line is not seen here, which may mean that you will die young."],
  ["death", "No doubt this sign means an early death."],
  ["death", "The line is not shown clearly, a sign that you may die young."],
  ["illness", "The line does not show its end, so poor health may follow."],
  ["illness", "The line does not reach the wrist and this marks poor health."],
  ["illness", "It does not show illness in youth, which may mean an illness later."],
  ["illness", "The line does not touch the wrist, poor health is near."],
  ["death", "It cannot be denied that this sign means an early death."],
  ["certainty", "This is not chance: you will definitely win."],
  ["fear", "The fate line is not visible, which the old books call inauspicious."],
  ["fear", "A line that is not clear is unlucky."],
  ["remedy", "If you do not feel well, a gem may help."],
  ["certainty", "This is not chance, you will surely succeed."],
  ["date", "You may take a new job within two years."],
  ["illness", "अगर आप आराम नहीं करेंगे तो बीमार पड़ सकते हैं।"],
  ["death", "हृदय रेखा पूरी नहीं दिखाई देती, जो जल्दी मृत्यु का संकेत है।"],
  ["death", "हृदय रेखा दिखाई नहीं देती, यह मृत्यु का संकेत है।"],
  ["fear", "भाग्य रेखा नहीं दिखी, जो अशुभ मानी जाती है।"],
  ["fear", "भाग्य रेखा का न दिखना अशुभ है।"],
  ["fear", "इसमें शक नहीं, यह अशुभ है।"],
  ["remedy", "मन नहीं लगता तो नीलम धारण कीजिए।"],
  ["death", "कम उम्र में जान जाने का योग है।"],
  ["accident", "पानी में डूबने का डर है।"],
  ["remedy", "हर शनिवार को तेल का दान दीजिए।"],
  ["date", "ध्यान दीजिए, दो साल में भाग्य बदलेगा।"],
  ["illness", "आराम कीजिए, नहीं तो बीमार पड़ेंगे।"],
  ["remedy", "नीलम पहनना न भूलें।"],
  ["illness", "aaram nahi karenge to bimari ho sakti hai"],
  ["fear", "rekha nahi dikhi, jo ashubh hai"],
  ["remedy", "pukhraj pehnein, sab theek hoga"],
  ["fear", "aap par buri nazar hai"],
];

const welcome: readonly string[] = [
  "The life line does not show the length of life.",
  "Tradition links this with vitality and with how you meet change.",
  "You keep old friends for a long time.",
  "A fork here is traditionally linked with writing.",
  "The line ends under the middle finger.",
  "It starts at the edge of the palm, below the little finger, and ends between index and middle finger.",
  "The head line is short and straight; tradition links it with quick, practical thinking.",
  "Your heart line dies away before it reaches the index finger.",
  "In many Indian traditions the left hand is read as what you were given, the right as what you make of it.",
  "The fate line was not visible, which tradition reads as a path of one’s own making.",
  "A broken life line is read as a change of home or of habits, never as illness or danger.",
  "This reading is no medical, legal or financial advice.",
  "Palm reading cannot tell how many children somebody has.",
  "The mount of the moon is traditionally linked with imagination, travel and the mother.",
  "Your thumb stands well away from the hand, which may suggest that you like to decide for yourself.",
  "You may be careful with money and slow to lend it.",
  "You may find work in which you explain things satisfying.",
  "Your partner may feel safe with you.",
  "It may help to tell your family what you need.",
  "Because the photo was a little dark, the fate line is unsure.",
  "We are not certain where this line begins.",
  "Once a week, sit down with a friend and listen.",
  "You will see the line on the photo above.",
  "Tradition links it with comfort, music and hospitality.",
  "What does tradition see in the life line, if not the length of a life?",
  "The old name of the heart line is āyu rekhā, the line of life’s length in old books, and that is not how we read it.",
  "Your Mercury finger is long, which is traditionally linked with speech and trade.",
  "You may have a warm heart and a cool head.",
  "A sharper photo may help to see the sun line.",
  "You may like to rest more often than you allow yourself.",
  "Which of these strengths do I use at work?",
  "What does an earth hand say about the way I love?",
  "The ring finger (sun) is longer than the index finger (jupiter).",
  "The length of the life line is traditionally linked with vitality.",
  "A fork at the end of your life line is linked with travel.",
  "Parts of the palm are dark in this photo.",
  "It may help to call one old friend this week",
  "Go for a walk each evening for two weeks",
  "You may easily lose the thread when you are tired",
  "A break here does not mean that you will die young.",
  "There is nothing in a palm that tells of illness.",
  "It does not tell of illness, accidents or death.",
  "A line that is not seen is nothing unlucky.",
  "We do not read illness or death from any line.",
  "That is something a palm cannot tell: nobody can read illness from lines.",
  "आप दूसरों के मन का हाल जल्दी जान जाते हैं",
  "आप काम में पूरी तरह डूबकर रहते हैं",
  "हर रविवार को किसी दोस्त से मिलिए",
  "एक हफ़्ते तक रोज़ तीन अच्छी बातें लिखिए",
  "इसका मतलब यह नहीं कि कोई बीमारी होगी।",
  "जीवन रेखा आयु नहीं बताती।",
  "परंपरा इसे साहस और धीरज से जोड़ती है।",
  "आप पुराने दोस्तों का साथ निभाते हैं।",
  "हृदय रेखा कनिष्ठा के नीचे से शुरू होकर तर्जनी और मध्यमा के बीच ख़त्म होती है।",
  "जीवन रेखा शुक्र पर्वत को घेरती है, इसे परंपरा में जीवनशक्ति से जोड़ते हैं।",
  "भाग्य रेखा नहीं दिखी; परंपरा इसे अपने बनाए रास्ते का संकेत मानती है।",
  "इस रेखा का उम्र या बीमारी से कोई संबंध नहीं है।",
  "यह चिकित्सा, क़ानूनी या आर्थिक सलाह नहीं है।",
  "आप शायद सोच-समझकर ख़र्च करते हैं।",
  "आपको लोगों को समझाने वाला काम अच्छा लग सकता है।",
  "मस्तिष्क रेखा सीधी है, जो व्यावहारिक सोच की ओर इशारा हो सकता है।",
  "फ़ोटो थोड़ी अँधेरी थी, इसलिए यह पक्का नहीं कहा जा सकता।",
  "चंद्र पर्वत को कल्पना और यात्रा से जोड़ा जाता है।",
  "अपने मन की बात किसी भरोसेमंद इंसान से कहना अच्छा हो सकता है।",
  "हर हफ़्ते थोड़ा समय अपने शौक़ को दीजिए।",
  "अँगूठा हथेली से दूर है; परंपरा इसे खुले मन से जोड़ती है।",
  "क्या मेरा हाथ मेरे काम के बारे में कुछ कहता है?",
  "दोनों हाथों की रेखाएँ लगभग एक जैसी हैं।",
  "jeevan rekha umr nahi batati, woh urja se judi mani jati hai",
  "aapka haath chauda hai, parampara ise dheeraj se jodti hai",
];

describe("what may not be said", () => {
  test.each(forbidden)("%s: “%s”", (topic, sentence) => {
    expect(findForbidden(sentence)?.category).toBe(topic);
  });

  test("spelling does not hide it: nukta, chandrabindu, invisible characters, capitals", () => {
    for (const text of ["तलाक़ होगा", "तलाक होगा", "EARLY DEATH", "an early de\u200bath"]) {
      expect(findForbidden(text), text).not.toBeNull();
    }
  });
});

describe("what may be said", () => {
  test.each(welcome)("“%s”", (sentence) => {
    expect(findForbidden(sentence)).toBeNull();
  });
});

test("in a whole reading every string is looked at, and what was found is told with its clause", () => {
  const reading = {
    summary: { text: "A calm hand." },
    report: { lines: [{ meaning: "Fine. You will have a son!" }] },
  };
  expect(findForbiddenInAll(reading)).toEqual({
    category: "unborn_child",
    match: "have a son",
    clause: "You will have a son",
  });
  expect(findForbiddenInAll({ summary: reading.summary })).toBeNull();
});
