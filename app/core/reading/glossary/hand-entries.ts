import type { GlossaryEntry } from "./glossary-entry.ts";

export const fingerEntries: readonly GlossaryEntry[] = [
  {
    id: "finger-thumb",
    name: { en: "thumb", hi: "अँगूठा" },
    alsoCalled: { en: "Sanskrit aṅguṣṭha.", hi: "संस्कृत में अंगुष्ठ।" },
    text: {
      en: "Tradition reads will, reason and affection in its three parts, and openness in how far it stands away from the hand.",
      hi: "परंपरा इसके तीन हिस्सों में इच्छाशक्ति, समझ और स्नेह देखती है, और हाथ से इसकी दूरी में खुलापन।",
    },
    source: "pksarna",
  },
  {
    id: "finger-index",
    name: { en: "index finger", hi: "तर्जनी" },
    alsoCalled: {
      en: "Sanskrit tarjanī, the finger of Jupiter (Guru).",
      hi: "गुरु, यानी बृहस्पति की उँगली।",
    },
    text: {
      en: "Tradition links it with guidance and ambition, most of all where it is longer than the ring finger.",
      hi: "परंपरा इसे राह दिखाने और महत्त्वाकांक्षा से जोड़ती है, ख़ासकर जब यह अनामिका से लंबी हो।",
    },
    source: "pksarna",
  },
  {
    id: "finger-middle",
    name: { en: "middle finger", hi: "मध्यमा" },
    alsoCalled: { en: "Sanskrit madhyamā, the finger of Saturn (Shani).", hi: "शनि की उँगली।" },
    text: {
      en: "Tradition links it with patience, duty and balance; it divides the palm into an outer and an inner half.",
      hi: "परंपरा इसे धीरज, ज़िम्मेदारी और संतुलन से जोड़ती है; यही हथेली को बाहर और भीतर के हिस्सों में बाँटती है।",
    },
    source: "pksarna",
  },
  {
    id: "finger-ring",
    name: { en: "ring finger", hi: "अनामिका" },
    alsoCalled: { en: "Sanskrit anāmikā, the finger of the Sun (Surya).", hi: "सूर्य की उँगली।" },
    text: {
      en: "Tradition links it with art, recognition and bold steps, most of all where it is longer than the index finger.",
      hi: "परंपरा इसे कला, नाम और हिम्मत के क़दमों से जोड़ती है, ख़ासकर जब यह तर्जनी से लंबी हो।",
    },
    source: "pksarna",
  },
  {
    id: "finger-little",
    name: { en: "little finger", hi: "कनिष्ठा" },
    alsoCalled: { en: "Sanskrit kaniṣṭhā, the finger of Mercury (Budh).", hi: "बुध की उँगली।" },
    text: {
      en: "Tradition links it with speech and with skill in dealing with people.",
      hi: "परंपरा इसे बोलचाल और लोगों से मेल-जोल के हुनर से जोड़ती है।",
    },
    source: "pksarna",
  },
];

export const elementEntries: readonly GlossaryEntry[] = [
  {
    id: "element-earth",
    name: { en: "earth hand", hi: "पृथ्वी तत्व का हाथ" },
    alsoCalled: { en: "Sanskrit pṛthvī.", hi: "संस्कृत में पृथ्वी।" },
    text: {
      en: "A square palm with short fingers. Tradition links it with reliability, patience and work with the hands.",
      hi: "चौकोर हथेली, छोटी उँगलियाँ। परंपरा इसे भरोसे, धीरज और हाथ के काम से जोड़ती है।",
    },
    source: "shankerstudy",
  },
  {
    id: "element-air",
    name: { en: "air hand", hi: "वायु तत्व का हाथ" },
    alsoCalled: { en: "Sanskrit vāyu.", hi: "संस्कृत में वायु।" },
    text: {
      en: "A square palm with long fingers. Tradition links it with curiosity, talk and quick understanding.",
      hi: "चौकोर हथेली, लंबी उँगलियाँ। परंपरा इसे जिज्ञासा, बातचीत और जल्दी समझने से जोड़ती है।",
    },
    source: "shankerstudy",
  },
  {
    id: "element-fire",
    name: { en: "fire hand", hi: "अग्नि तत्व का हाथ" },
    alsoCalled: { en: "Sanskrit agni.", hi: "संस्कृत में अग्नि।" },
    text: {
      en: "A long palm with short fingers. Tradition links it with energy, warmth and the wish to begin things.",
      hi: "लंबी हथेली, छोटी उँगलियाँ। परंपरा इसे जोश, गर्मजोशी और नई शुरुआत से जोड़ती है।",
    },
    source: "shankerstudy",
  },
  {
    id: "element-water",
    name: { en: "water hand", hi: "जल तत्व का हाथ" },
    alsoCalled: { en: "Sanskrit jala.", hi: "संस्कृत में जल।" },
    text: {
      en: "A long palm with long fingers. Tradition links it with feeling, imagination and care for others.",
      hi: "लंबी हथेली, लंबी उँगलियाँ। परंपरा इसे भावना, कल्पना और दूसरों के ख़याल से जोड़ती है।",
    },
    source: "shankerstudy",
  },
  {
    id: "element-mixed",
    name: { en: "hand of mixed type", hi: "मिले-जुले तत्वों का हाथ" },
    text: {
      en: "A hand whose measures lie between the four elements. Tradition reads it as a nature with several sides.",
      hi: "ऐसा हाथ जिसकी नाप चारों तत्वों के बीच हो। परंपरा इसे कई पहलुओं वाला स्वभाव मानती है।",
    },
    source: "indianetzone",
  },
];

export const wordEntries: readonly GlossaryEntry[] = [
  {
    id: "word-samudrika",
    name: { en: "Samudrika Shastra", hi: "सामुद्रिक शास्त्र" },
    alsoCalled: {
      en: "Sanskrit sāmudrika śāstra.",
      hi: "हथेली वाले हिस्से को हस्त सामुद्रिक या हस्तरेखा शास्त्र कहते हैं।",
    },
    text: {
      en: "The old Indian reading of marks on the body, of which the hand is one part. Today’s practice mixes it with Western palm reading, so nobody can claim an unbroken line.",
      hi: "शरीर के चिह्न पढ़ने की पुरानी भारतीय विद्या, जिसका एक हिस्सा हाथ है। आज का चलन इसमें पश्चिम की हस्तरेखा भी मिलाता है, इसलिए सब कुछ ज्यों का त्यों पुराना नहीं।",
    },
    source: "garuda_purana",
  },
  {
    id: "word-active_hand",
    name: { en: "active hand", hi: "सक्रिय हाथ" },
    alsoCalled: {
      en: "Sanskrit kriyamāṇa, what is being made.",
      hi: "परंपरा में क्रियमाण, यानी जो आप बना रहे हैं।",
    },
    text: {
      en: "The hand you write with. Many traditions read in it what people make of themselves.",
      hi: "लिखने का हाथ। कई परंपराएँ इसमें देखती हैं कि इंसान ने ख़ुद क्या बनाया।",
    },
    source: "webastrologers",
  },
  {
    id: "word-passive_hand",
    name: { en: "passive hand", hi: "निष्क्रिय हाथ" },
    alsoCalled: {
      en: "Sanskrit sañcita, what was gathered before.",
      hi: "परंपरा में संचित, यानी जो पहले से जुटा है।",
    },
    text: {
      en: "The hand you do not write with. Many traditions read in it what was given from the start.",
      hi: "वह हाथ जिससे लिखना नहीं होता। कई परंपराएँ इसमें देखती हैं कि शुरू से क्या मिला।",
    },
    source: "sevacart",
  },
  {
    id: "word-which_hand",
    name: { en: "right for men, left for women", hi: "पुरुष का दायाँ, स्त्री का बायाँ" },
    text: {
      en: "An older custom of choosing the hand; in China it is the other way round. We ask which hand you write with instead, and read both alike.",
      hi: "हाथ चुनने का पुराना रिवाज; चीन में यह उल्टा है। हम इसकी जगह लिखने का हाथ पूछते हैं, और दोनों को एक ही तरह देखते हैं।",
    },
    source: "funchannel",
  },
  {
    id: "word-mount",
    name: { en: "mount", hi: "पर्वत" },
    alsoCalled: { en: "Sanskrit parvata.", hi: "हथेली के उभार, जिन्हें ग्रहों के नाम मिले हैं।" },
    text: {
      en: "One of the cushions of the palm, each given to a planet. A photo hardly shows their height, so a reading from a photo can say little of them.",
      hi: "हथेली के उभार, हर एक किसी ग्रह का। फ़ोटो में इनकी ऊँचाई मुश्किल से दिखती है, इसलिए फ़ोटो से इनके बारे में कम ही कहा जा सकता है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "word-gap",
    name: { en: "gap in a line", hi: "टूटी रेखा" },
    text: {
      en: "A place where a line stops and goes on. Tradition reads a change in it; often it is only a fold of the skin or the light.",
      hi: "जहाँ रेखा रुककर फिर चलती है। परंपरा इसे बदलाव मानती है; अक्सर यह बस त्वचा की तह या रोशनी का खेल होता है।",
    },
    source: "bhartiyshiksha",
  },
  {
    id: "word-single_crease",
    name: { en: "single transverse crease", hi: "एक आड़ी रेखा" },
    text: {
      en: "Heart line and head line run as one line across the palm. Tradition reads it as a focused, wholehearted nature; it is a variation like any other.",
      hi: "हृदय और मस्तिष्क रेखा मिलकर हथेली पर एक ही रेखा बन जाती हैं। परंपरा इसे एकाग्र, पूरे मन वाला स्वभाव मानती है; यह बस हाथों का एक और रूप है।",
    },
    source: "benham",
  },
];
