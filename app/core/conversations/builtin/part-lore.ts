import type { Language } from "../../reading/reading.ts";
import type { PartKey } from "../parts.ts";

/** What tradition has to say about a part whoever's it is, in a sentence or two. Areas of life have no such saying. */
export const partLore: Record<Language, Partial<Record<PartKey, string>>> = {
  en: {
    hand: "Hands are told apart by their shape, after the elements: earth, air, fire and water.",
    comparison:
      "Tradition reads one hand as what somebody was given and the other as what they make of it.",
    "line:heart":
      "The heart line runs below the fingers, and tradition links it with feelings and with how they are shown.",
    "line:head":
      "The head line crosses the middle of the palm, and tradition links it with the way of thinking.",
    "line:life":
      "The life line goes round the ball of the thumb; tradition links it with energy and with how somebody lives, and it is no measure of years.",
    "line:fate":
      "The fate line rises towards the middle finger, and tradition links it with work and with the path that somebody takes.",
    "line:sun":
      "The sun line rises towards the ring finger, and tradition links it with joy in what one makes and with being seen.",
    "line:mercury":
      "The Mercury line rises towards the little finger, and tradition links it with speech and trade.",
    "finger:thumb": "The thumb is traditionally linked with will and with reason.",
    "finger:index": "The index finger belongs to Jupiter, and tradition links it with leading.",
    "finger:middle":
      "The middle finger belongs to Saturn, and tradition links it with duty and care.",
    "finger:ring":
      "The ring finger belongs to the Sun, and tradition links it with joy and beauty.",
    "finger:little": "The little finger belongs to Mercury, and tradition links it with words.",
    "mount:jupiter":
      "The mount of Jupiter lies below the index finger and is linked with ambition and dignity.",
    "mount:saturn":
      "The mount of Saturn lies below the middle finger and is linked with patience and depth.",
    "mount:sun":
      "The mount of the Sun lies below the ring finger and is linked with warmth and art.",
    "mount:mercury":
      "The mount of Mercury lies below the little finger and is linked with speech and quickness.",
    "mount:venus": "The mount of Venus is the ball of the thumb and is linked with affection.",
    "mount:moon":
      "The mount of the Moon lies at the outer edge of the palm and is linked with imagination.",
    "mount:mars_upper":
      "The upper mount of Mars lies at the edge, between Mercury and the Moon, and is linked with staying power.",
    "mount:mars_lower":
      "The lower mount of Mars lies inside the beginning of the life line and is linked with courage.",
  },
  hi: {
    hand: "हाथों को उनकी बनावट से चार तत्वों में बाँटा जाता है: पृथ्वी, वायु, अग्नि और जल।",
    comparison: "परंपरा एक हाथ को वह मानती है जो मिला, और दूसरे को वह जो इंसान ने ख़ुद बनाया।",
    "line:heart": "हृदय रेखा उँगलियों के नीचे चलती है, और परंपरा इसे भावनाओं और उन्हें जताने के ढंग से जोड़ती है।",
    "line:head": "मस्तिष्क रेखा हथेली के बीच से गुज़रती है, और परंपरा इसे सोचने के ढंग से जोड़ती है।",
    "line:life":
      "जीवन रेखा अँगूठे के उभार को घेरती है; परंपरा इसे ऊर्जा और जीने के ढंग से जोड़ती है, यह बरसों का नाप नहीं है।",
    "line:fate": "भाग्य रेखा मध्यमा की ओर उठती है, और परंपरा इसे काम और अपने चुने रास्ते से जोड़ती है।",
    "line:sun": "सूर्य रेखा अनामिका की ओर उठती है, और परंपरा इसे अपने काम की ख़ुशी और पहचान से जोड़ती है।",
    "line:mercury": "बुध रेखा कनिष्ठा की ओर उठती है, और परंपरा इसे बोलचाल और कारोबार से जोड़ती है।",
    "finger:thumb": "अँगूठे को परंपरा में इच्छाशक्ति और विवेक से जोड़ा जाता है।",
    "finger:index": "तर्जनी गुरु की उँगली है, और परंपरा इसे अगुवाई से जोड़ती है।",
    "finger:middle": "मध्यमा शनि की उँगली है, और परंपरा इसे ज़िम्मेदारी और बारीकी से जोड़ती है।",
    "finger:ring": "अनामिका सूर्य की उँगली है, और परंपरा इसे ख़ुशी और सुंदरता से जोड़ती है।",
    "finger:little": "कनिष्ठा बुध की उँगली है, और परंपरा इसे बोलचाल से जोड़ती है।",
    "mount:jupiter": "गुरु पर्वत तर्जनी के नीचे होता है, और इसे लगन और आत्मसम्मान से जोड़ा जाता है।",
    "mount:saturn": "शनि पर्वत मध्यमा के नीचे होता है, और इसे धीरज और गहराई से जोड़ा जाता है।",
    "mount:sun": "सूर्य पर्वत अनामिका के नीचे होता है, और इसे अपनेपन और कला से जोड़ा जाता है।",
    "mount:mercury": "बुध पर्वत कनिष्ठा के नीचे होता है, और इसे बोलचाल और फुर्ती से जोड़ा जाता है।",
    "mount:venus": "शुक्र पर्वत अँगूठे के नीचे का उभार है, और इसे स्नेह से जोड़ा जाता है।",
    "mount:moon": "चंद्र पर्वत हथेली के बाहरी किनारे पर होता है, और इसे कल्पना से जोड़ा जाता है।",
    "mount:mars_upper":
      "उच्च मंगल पर्वत किनारे पर, बुध और चंद्र के बीच होता है, और इसे डटे रहने से जोड़ा जाता है।",
    "mount:mars_lower": "निम्न मंगल पर्वत जीवन रेखा की शुरुआत के भीतर होता है, और इसे साहस से जोड़ा जाता है।",
  },
};
