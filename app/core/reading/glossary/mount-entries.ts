import type { GlossaryEntry } from "./glossary-entry.ts";

export const mountEntries: readonly GlossaryEntry[] = [
  {
    id: "mount-jupiter",
    name: { en: "mount of Jupiter", hi: "गुरु पर्वत" },
    alsoCalled: { en: "Sanskrit guru or bṛhaspati.", hi: "इसे बृहस्पति पर्वत भी कहते हैं।" },
    text: {
      en: "The cushion below the index finger. Tradition gives it ambition, teaching, guidance and a sense of duty.",
      hi: "तर्जनी के नीचे का उभार। परंपरा इसे महत्त्वाकांक्षा, सिखाने, राह दिखाने और कर्तव्य का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-saturn",
    name: { en: "mount of Saturn", hi: "शनि पर्वत" },
    alsoCalled: { en: "Sanskrit śani.", hi: "मध्यमा के स्वामी शनि के नाम पर।" },
    text: {
      en: "The place below the middle finger. Tradition gives it patience, discipline, work and time alone.",
      hi: "मध्यमा के नीचे का स्थान। परंपरा इसे धीरज, अनुशासन, काम और एकांत का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-sun",
    name: { en: "mount of the Sun", hi: "सूर्य पर्वत" },
    alsoCalled: {
      en: "Sanskrit sūrya; Apollo in the West.",
      hi: "पश्चिम में इसे अपोलो का पर्वत कहते हैं।",
    },
    text: {
      en: "The cushion below the ring finger. Tradition gives it art, warmth, recognition and dignity.",
      hi: "अनामिका के नीचे का उभार। परंपरा इसे कला, गर्मजोशी, नाम और गरिमा का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-mercury",
    name: { en: "mount of Mercury", hi: "बुध पर्वत" },
    alsoCalled: { en: "Sanskrit budha.", hi: "कनिष्ठा के स्वामी बुध के नाम पर।" },
    text: {
      en: "The cushion below the little finger. Tradition gives it speech, wit, trade and learning.",
      hi: "कनिष्ठा के नीचे का उभार। परंपरा इसे बोलचाल, हाज़िरजवाबी, व्यापार और विद्या का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-venus",
    name: { en: "mount of Venus", hi: "शुक्र पर्वत" },
    alsoCalled: { en: "Sanskrit śukra.", hi: "अँगूठे की गद्दी भी कहते हैं।" },
    text: {
      en: "The ball of the thumb, which the life line goes round. Tradition gives it love, beauty, comfort and family.",
      hi: "अँगूठे के नीचे की गद्दी, जिसे जीवन रेखा घेरती है। परंपरा इसे प्रेम, सुंदरता, सुख और परिवार का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-moon",
    name: { en: "mount of the Moon", hi: "चंद्र पर्वत" },
    alsoCalled: { en: "Sanskrit candra; Luna in the West.", hi: "इसे चंद्रमा का क्षेत्र भी कहते हैं।" },
    text: {
      en: "The heel of the hand on the side of the little finger. Tradition gives it imagination, memory and travel.",
      hi: "हथेली का निचला हिस्सा, कनिष्ठा की ओर। परंपरा इसे कल्पना, याद और यात्रा का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-mars_lower",
    name: { en: "lower mount of Mars", hi: "निम्न मंगल पर्वत" },
    alsoCalled: { en: "Also active Mars.", hi: "इसे सक्रिय मंगल भी कहते हैं।" },
    text: {
      en: "Inside the beginning of the life line, below the mount of Jupiter. Tradition gives it courage and initiative.",
      hi: "जीवन रेखा की शुरुआत के भीतर, गुरु पर्वत के नीचे। परंपरा इसे साहस और पहल का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-mars_upper",
    name: { en: "upper mount of Mars", hi: "उच्च मंगल पर्वत" },
    alsoCalled: { en: "Also passive Mars.", hi: "इसे निष्क्रिय मंगल भी कहते हैं।" },
    text: {
      en: "At the edge of the hand between heart line and head line. Tradition gives it endurance and self-control.",
      hi: "हथेली के किनारे, हृदय और मस्तिष्क रेखा के बीच। परंपरा इसे सहनशक्ति और संयम का स्थान मानती है।",
    },
    source: "prabhat_khabar",
  },
  {
    id: "mount-rahu",
    name: { en: "field of Rahu", hi: "राहु क्षेत्र" },
    alsoCalled: { en: "Elsewhere the plain of Mars.", hi: "और जगह इसे मंगल का मैदान कहते हैं।" },
    text: {
      en: "The hollow in the middle of the palm. Only some Indian schools give it a meaning of its own: the middle years and the world’s demands.",
      hi: "हथेली के बीच का गड्ढा। भारत की कुछ ही पद्धतियाँ इसे अलग अर्थ देती हैं: बीच के बरस और दुनियादारी।",
    },
    source: "palmistindian",
  },
  {
    id: "mount-ketu",
    name: { en: "field of Ketu", hi: "केतु क्षेत्र" },
    text: {
      en: "The place in the middle above the wrist. Only some Indian schools read it, for the early years and for turning inwards.",
      hi: "कलाई के ऊपर, बीच का स्थान। इसे भारत की कुछ ही पद्धतियाँ देखती हैं: शुरू के बरस और भीतर की ओर मुड़ना।",
    },
    source: "nipunjoshi",
  },
];
