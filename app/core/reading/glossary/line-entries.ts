import type { GlossaryEntry } from "./glossary-entry.ts";

export const lineEntries: readonly GlossaryEntry[] = [
  {
    id: "line-heart",
    name: { en: "heart line", hi: "हृदय रेखा" },
    alsoCalled: {
      en: "Sanskrit hṛdaya rekhā. In the Garuda Purana this is the āyu rekhā.",
      hi: "गरुड़ पुराण में इसी को आयु रेखा कहा गया है।",
    },
    text: {
      en: "It begins below the little finger and runs towards the index or middle finger. Tradition reads feelings, affection and the way of relating to others in it.",
      hi: "यह कनिष्ठा के नीचे से शुरू होकर तर्जनी या मध्यमा की ओर जाती है। परंपरा इसमें मन के भाव, अपनापन और रिश्ते निभाने का ढंग देखती है।",
    },
    source: "garuda_purana",
  },
  {
    id: "line-head",
    name: { en: "head line", hi: "मस्तिष्क रेखा" },
    alsoCalled: {
      en: "Sanskrit mastiṣka rekhā; in older systems mātṛ rekhā or dhana rekhā.",
      hi: "पुरानी पद्धतियों में मातृ रेखा या धन रेखा।",
    },
    text: {
      en: "It begins between thumb and index finger and crosses the palm. Tradition reads thinking, attention and decisions in it.",
      hi: "यह अँगूठे और तर्जनी के बीच से शुरू होकर हथेली के आर-पार जाती है। परंपरा इसमें सोचने, ध्यान देने और फ़ैसला करने का ढंग देखती है।",
    },
    source: "astrodivine",
  },
  {
    id: "line-life",
    name: { en: "life line", hi: "जीवन रेखा" },
    alsoCalled: {
      en: "Sanskrit jīvana rekhā; in older systems pitṛ or rohiṇī rekhā.",
      hi: "पुरानी पद्धतियों में पितृ या रोहिणी रेखा।",
    },
    text: {
      en: "It goes round the ball of the thumb. Tradition reads strength, home and change in it; it does not show how long a life is.",
      hi: "यह अँगूठे के उभार को घेरती है। परंपरा इसमें ताक़त, घर और बदलाव देखती है; उम्र कितनी है, यह इससे नहीं पता चलता।",
    },
    source: "old_town_crier",
  },
  {
    id: "line-fate",
    name: { en: "fate line", hi: "भाग्य रेखा" },
    alsoCalled: {
      en: "Sanskrit bhāgya rekhā; also śani rekhā or ūrdhva rekhā.",
      hi: "इसे शनि रेखा या ऊर्ध्व रेखा भी कहते हैं।",
    },
    text: {
      en: "It rises through the palm towards the middle finger. Tradition reads work, direction and support in it; where it is missing, people are said to make their own path.",
      hi: "यह हथेली में ऊपर मध्यमा की ओर जाती है। परंपरा इसमें काम, दिशा और सहारा देखती है; जहाँ यह न हो, वहाँ माना जाता है कि राह अपनी बनाई हुई है।",
    },
    source: "bhartiyshiksha",
  },
  {
    id: "line-sun",
    name: { en: "sun line", hi: "सूर्य रेखा" },
    alsoCalled: {
      en: "Sanskrit sūrya rekhā; also vidyā or yaśa rekhā, and Apollo line in the West.",
      hi: "इसे विद्या रेखा या यश रेखा भी कहते हैं।",
    },
    text: {
      en: "A line that rises towards the ring finger. Tradition links it with recognition, creative work and contentment; many hands do not have it, and lack nothing.",
      hi: "यह अनामिका की ओर उठती है। परंपरा इसे नाम, रचना और संतोष से जोड़ती है; बहुत-से हाथों में यह नहीं होती, और इसमें कोई कमी नहीं।",
    },
    source: "cheiro",
  },
  {
    id: "line-mercury",
    name: { en: "Mercury line", hi: "बुध रेखा" },
    alsoCalled: {
      en: "Sanskrit budha rekhā; older books call it the health line, a meaning that we do not use.",
      hi: "पुरानी किताबें इसे स्वास्थ्य रेखा कहती हैं; यह अर्थ हम नहीं लेते।",
    },
    text: {
      en: "A slanting line towards the little finger. Tradition links it with speech and a sense for trade; that it is missing is often called favourable.",
      hi: "यह तिरछी होकर कनिष्ठा की ओर जाती है। परंपरा इसे बोलचाल और व्यापार की समझ से जोड़ती है; इसका न होना अक्सर अच्छा माना जाता है।",
    },
    source: "astrodivine",
  },
];

export const minorLineEntries: readonly GlossaryEntry[] = [
  {
    id: "minor_line-relationship",
    name: { en: "relationship lines", hi: "संबंध रेखाएँ" },
    alsoCalled: { en: "In Hindi also vivāh rekhā.", hi: "इन्हें विवाह रेखा भी कहते हैं।" },
    text: {
      en: "Short lines at the edge of the hand below the little finger, linked with close bonds. Tradition itself disagrees on what their number means, so nothing can be counted from them.",
      hi: "कनिष्ठा के नीचे हथेली के किनारे की छोटी रेखाएँ, जिन्हें गहरे संबंधों से जोड़ते हैं। इनकी गिनती का अर्थ परंपरा में भी तय नहीं, इसलिए इनसे कुछ गिना नहीं जा सकता।",
    },
    source: "benham",
  },
  {
    id: "minor_line-mars",
    name: { en: "Mars line", hi: "मंगल रेखा" },
    alsoCalled: { en: "Sanskrit maṅgala rekhā.", hi: "इसे जीवन रेखा की साथिन भी कहते हैं।" },
    text: {
      en: "A line that accompanies the life line on its inner side. Tradition links it with inner support and staying power.",
      hi: "यह जीवन रेखा के भीतर की ओर उसके साथ-साथ चलती है। परंपरा इसे भीतरी सहारे और दम से जोड़ती है।",
    },
    source: "cheiro",
  },
  {
    id: "minor_line-travel",
    name: { en: "travel lines", hi: "यात्रा रेखाएँ" },
    alsoCalled: { en: "Sanskrit yātrā rekhā.", hi: "विदेश यात्रा के सवाल पर इन्हीं की बात होती है।" },
    text: {
      en: "Fine lines at the heel of the hand or branching off the life line. Tradition links them with journeys and with restlessness.",
      hi: "हथेली के निचले किनारे की या जीवन रेखा से निकली महीन रेखाएँ। परंपरा इन्हें यात्राओं और घूमने की चाह से जोड़ती है।",
    },
    source: "cheiro",
  },
  {
    id: "minor_line-bracelet",
    name: { en: "bracelet lines", hi: "मणिबंध" },
    alsoCalled: { en: "Sanskrit maṇibandha; also rascettes.", hi: "कलाई पर बने कंगन जैसे घेरे।" },
    text: {
      en: "The creases across the wrist, usually three. Older books count much by them; we read nothing from them.",
      hi: "कलाई पर आड़ी रेखाएँ, अक्सर तीन। पुरानी किताबें इनसे बहुत कुछ गिनती हैं; हम इनसे कुछ नहीं पढ़ते।",
    },
    source: "brihat_samhita",
  },
  {
    id: "minor_line-girdle_of_venus",
    name: { en: "girdle of Venus", hi: "शुक्र वलय" },
    alsoCalled: { en: "Sanskrit śukra valaya.", hi: "इसे शुक्र मुद्रिका भी कहते हैं।" },
    text: {
      en: "A half circle above the heart line, below middle and ring finger. Tradition links it with a sensitive nature.",
      hi: "हृदय रेखा के ऊपर, मध्यमा और अनामिका के नीचे का आधा घेरा। परंपरा इसे कोमल, संवेदनशील मन से जोड़ती है।",
    },
    source: "cheiro",
  },
  {
    id: "minor_line-intuition",
    name: { en: "intuition line", hi: "अंतर्ज्ञान रेखा" },
    text: {
      en: "A bow at the edge of the hand, from the mount of the Moon to the mount of Mercury. Tradition links it with a sense for what is not said.",
      hi: "हथेली के किनारे चंद्र पर्वत से बुध पर्वत तक बनी कमान। परंपरा इसे अनकही बात भाँप लेने से जोड़ती है।",
    },
    source: "cheiro",
  },
];
