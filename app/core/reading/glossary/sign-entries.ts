import type { GlossaryEntry } from "./glossary-entry.ts";

/** Signs are rare and easily imagined: the built-in reader looks for none of them. */
export const signEntries: readonly GlossaryEntry[] = [
  {
    id: "sign-fish",
    name: { en: "fish", hi: "मत्स्य" },
    alsoCalled: { en: "Sanskrit matsya.", hi: "मछली का चिह्न।" },
    text: {
      en: "A long oval with a tail, mostly near the end of the life line. The Garuda Purana counts it among the good signs.",
      hi: "पूँछ वाला लंबा अंडाकार, अक्सर जीवन रेखा के अंत के पास। गरुड़ पुराण इसे शुभ चिह्नों में गिनता है।",
    },
    source: "garuda_purana",
  },
  {
    id: "sign-trident",
    name: { en: "trident", hi: "त्रिशूल" },
    alsoCalled: { en: "Sanskrit triśūla.", hi: "तीन मुँह वाला चिह्न।" },
    text: {
      en: "A line whose upper end divides into three. Tradition prizes it most on the sun line or the fate line, pointing up.",
      hi: "रेखा का ऊपरी सिरा जो तीन हिस्सों में बँटे। परंपरा इसे सूर्य या भाग्य रेखा पर, ऊपर की ओर, सबसे अच्छा मानती है।",
    },
    source: "indianpalmreading",
  },
  {
    id: "sign-temple",
    name: { en: "temple", hi: "मंदिर" },
    alsoCalled: { en: "Sanskrit mandira.", hi: "देवालय का चिह्न।" },
    text: {
      en: "A square with a peak above it. The Garuda Purana links it with a virtuous life.",
      hi: "चौकोर के ऊपर शिखर। गरुड़ पुराण इसे सदाचार से जोड़ता है।",
    },
    source: "garuda_purana",
  },
  {
    id: "sign-lotus",
    name: { en: "lotus", hi: "कमल" },
    alsoCalled: { en: "Sanskrit kamala or padma.", hi: "इसे पद्म भी कहते हैं।" },
    text: {
      en: "Several small leaves or triangles that meet, often on the heart line below the index finger. An old sign of honour.",
      hi: "मिलती हुई छोटी पंखुड़ियाँ या त्रिकोण, अक्सर तर्जनी के नीचे हृदय रेखा पर। मान का पुराना चिह्न।",
    },
    source: "indianpalmreading",
  },
  {
    id: "sign-conch",
    name: { en: "conch", hi: "शंख" },
    alsoCalled: { en: "Sanskrit śaṅkha.", hi: "उँगलियों के सिरों की एक बनावट को भी शंख कहते हैं।" },
    text: {
      en: "A spiral with an open end. Old texts link it with good fortune; on the fingertips it is part of the fingerprint, which we leave alone.",
      hi: "एक सिरे पर खुला घुमाव। पुराने ग्रंथ इसे शुभ मानते हैं; उँगलियों के सिरों पर यह निशान पहचान का हिस्सा है, जिसे हम नहीं छूते।",
    },
    source: "garuda_purana",
  },
  {
    id: "sign-flag",
    name: { en: "flag", hi: "ध्वज" },
    alsoCalled: { en: "Sanskrit dhvaja.", hi: "पताका का चिह्न।" },
    text: {
      en: "A staff with a small triangle at its side. The Garuda Purana names banners among the signs of affluence.",
      hi: "डंडे के साथ छोटा त्रिकोण। गरुड़ पुराण पताका को समृद्धि के चिह्नों में गिनता है।",
    },
    source: "garuda_purana",
  },
  {
    id: "sign-swastika",
    name: { en: "swastika", hi: "स्वस्तिक" },
    alsoCalled: { en: "Sanskrit svastika.", hi: "शुभ का पुराना चिह्न।" },
    text: {
      en: "The old Indian sign of well-being: a cross with bent arms. In the palm it is very rare.",
      hi: "शुभ का पुराना भारतीय चिह्न: मुड़ी भुजाओं वाला क्रॉस। हथेली में यह बहुत कम मिलता है।",
    },
    source: "garuda_purana",
  },
  {
    id: "sign-star",
    name: { en: "star", hi: "तारा" },
    alsoCalled: { en: "Sanskrit nakṣatra.", hi: "इसे नक्षत्र भी कहते हैं।" },
    text: {
      en: "Several short lines that cross in one point. What it is said to mean depends wholly on its place.",
      hi: "एक बिंदु पर कटती कई छोटी रेखाएँ। इसका अर्थ पूरी तरह जगह पर टिका माना जाता है।",
    },
    source: "cheiro",
  },
  {
    id: "sign-cross",
    name: { en: "cross", hi: "क्रॉस" },
    text: {
      en: "Two short lines that cross. Schools read it in very different ways, so it is best taken lightly.",
      hi: "एक-दूसरे को काटती दो छोटी रेखाएँ। पद्धतियाँ इसे बहुत अलग-अलग पढ़ती हैं, इसलिए इसे हल्के में लेना ही अच्छा है।",
    },
    source: "cheiro",
  },
  {
    id: "sign-triangle",
    name: { en: "triangle", hi: "त्रिकोण" },
    alsoCalled: { en: "Sanskrit trikoṇa.", hi: "तीन कोनों वाला चिह्न।" },
    text: {
      en: "Three lines that close. Tradition links it with talent and with virtue.",
      hi: "तीन रेखाओं से बनी बंद आकृति। परंपरा इसे हुनर और सदाचार से जोड़ती है।",
    },
    source: "garuda_purana",
  },
  {
    id: "sign-square",
    name: { en: "square", hi: "चतुष्कोण" },
    text: {
      en: "Four lines that close round a spot. Tradition calls it the sign of protection.",
      hi: "किसी जगह को घेरती चार रेखाएँ। परंपरा इसे सुरक्षा का चिह्न मानती है।",
    },
    source: "cheiro",
  },
  {
    id: "sign-island",
    name: { en: "island", hi: "द्वीप" },
    alsoCalled: {
      en: "Sanskrit dvīpa; at the thumb yava, the barleycorn.",
      hi: "अँगूठे पर बने इसी चिह्न को यव कहते हैं।",
    },
    text: {
      en: "A line that divides and closes again round a small space. Tradition reads a time of divided attention in it; at the thumb the barleycorn counts as a good sign.",
      hi: "रेखा जो बँटकर फिर मिल जाए और बीच में जगह छोड़े। परंपरा इसे बँटे हुए ध्यान का समय मानती है; अँगूठे पर यव शुभ माना जाता है।",
    },
    source: "garuda_purana",
  },
];
