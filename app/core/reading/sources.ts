import type { Language } from "./reading.ts";

/** Where a rule or an entry of the glossary comes from, named so that a reader can look it up. */
export type Source = { readonly title: Readonly<Record<Language, string>> };

/**
 * The books and pages that the rules and the glossary follow. None of them proves anything: they tell what the
 * tradition says, and they disagree with one another openly.
 */
export const sources = {
  garuda_purana: {
    title: {
      en: "Garuda Purana, chapter 65 (translated by M. N. Dutt; wisdomlib.org)",
      hi: "गरुड़ पुराण, अध्याय 65 (म. ना. दत्त का अनुवाद; wisdomlib.org)",
    },
  },
  brihat_samhita: {
    title: {
      en: "Brihat Samhita of Varahamihira (wisdomlib.org)",
      hi: "वराहमिहिर की बृहत्संहिता (wisdomlib.org)",
    },
  },
  cheiro: {
    title: {
      en: "Cheiro, Language of the Hand, much read in India to this day",
      hi: "कीरो, लैंग्वेज ऑफ़ द हैंड, जो भारत में आज भी ख़ूब पढ़ी जाती है",
    },
  },
  benham: {
    title: {
      en: "W. G. Benham, The Laws of Scientific Hand Reading",
      hi: "डब्ल्यू. जी. बेनहम, द लॉज़ ऑफ़ साइंटिफ़िक हैंड रीडिंग",
    },
  },
  astrodivine: {
    title: {
      en: "Astrodivine, the lines of the hand (astrodivine.com)",
      hi: "एस्ट्रोडिवाइन, हाथ की रेखाएँ (astrodivine.com)",
    },
  },
  bhartiyshiksha: {
    title: {
      en: "Bhartiya Shiksha, a treatise on palmistry (bhartiyshiksha.blogspot)",
      hi: "भारतीय शिक्षा, हस्तरेखा पर एक ग्रंथ (bhartiyshiksha.blogspot)",
    },
  },
  future_samachar: {
    title: {
      en: "Future Samachar, articles on palmistry in Hindi (futuresamachar.com)",
      hi: "फ़्यूचर समाचार, हस्तरेखा पर लेख (futuresamachar.com)",
    },
  },
  sevacart: {
    title: {
      en: "Sevacart, wisdom of palmistry (sevacart.com)",
      hi: "सेवाकार्ट, हस्तरेखा की बातें (sevacart.com)",
    },
  },
  webastrologers: {
    title: {
      en: "Webastrologers, features of palmistry (webastrologers.com)",
      hi: "वेबएस्ट्रोलॉजर्स, हस्तरेखा की बुनियादी बातें (webastrologers.com)",
    },
  },
  funchannel: {
    title: {
      en: "Which hand to read, and why the old custom is dated (funchannelpalmistry.com)",
      hi: "कौन-सा हाथ देखें, और पुराना रिवाज क्यों बदला (funchannelpalmistry.com)",
    },
  },
  pksarna: {
    title: {
      en: "P. K. Sarna, hand and fingers (pksarna.com)",
      hi: "पी. के. सरना, हाथ और उँगलियाँ (pksarna.com)",
    },
  },
  indianetzone: {
    title: {
      en: "IndiaNetzone, formation of the hand (indianetzone.com)",
      hi: "इंडियानेटज़ोन, हाथ की बनावट (indianetzone.com)",
    },
  },
  shankerstudy: {
    title: {
      en: "Shanker Study, kinds of hands (shankerstudy)",
      hi: "शंकर स्टडी, हाथों के प्रकार (shankerstudy)",
    },
  },
  prabhat_khabar: {
    title: {
      en: "Prabhat Khabar, the eight mounts of the palm (prabhatkhabar.com)",
      hi: "प्रभात ख़बर, हथेली के आठ पर्वत (prabhatkhabar.com)",
    },
  },
  palmistindian: {
    title: {
      en: "Palmist Indian, the plain of Mars and Rahu (palmistindian)",
      hi: "पामिस्ट इंडियन, मंगल का मैदान और राहु (palmistindian)",
    },
  },
  nipunjoshi: {
    title: { en: "Nipun Joshi, on Ketu (nipunjoshi)", hi: "निपुण जोशी, केतु के बारे में (nipunjoshi)" },
  },
  indianpalmreading: {
    title: {
      en: "Indian Palm Reading, old signs and the trident (indianpalmreading.blogspot)",
      hi: "इंडियन पाम रीडिंग, पुराने चिह्न और त्रिशूल (indianpalmreading.blogspot)",
    },
  },
  old_town_crier: {
    title: {
      en: "Old Town Crier, on the myth that the life line counts years (oldtowncrier.com)",
      hi: "ओल्ड टाउन क्रायर, इस भ्रम पर कि जीवन रेखा बरस गिनती है (oldtowncrier.com)",
    },
  },
  own: {
    title: {
      en: "Our own rule: what we did not see, we do not judge",
      hi: "हमारा अपना नियम: जो नहीं दिखा, उस पर कोई राय नहीं",
    },
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceKey = keyof typeof sources;
