import type { Language, Report } from "../../reading/reading.ts";

type LineOnHand = Report["lines"][number]["hands"][number];

/** What the built-in reader says around the sentences of the report. */
export type AnswerWords = {
  /** Says what it is, once in a conversation. */
  readonly whoAmI: string;
  readonly inReport: string;
  readonly inGlossary: (name: string) => string;
  readonly onHand: Record<LineOnHand["side"], string>;
  /** In the words of the report's page. */
  readonly visibility: Record<LineOnHand["visibility"], string>;
  readonly lineNotSeen: (name: string) => string;
  readonly notInReport: (name: string) => string;
  /** Of the comparison, which needs both hands. */
  readonly oneHandOnly: string;
  readonly noFuture: string;
  readonly notUnderstood: string;
  readonly youCanAsk: string;
};

export const answerWords: Record<Language, AnswerWords> = {
  en: {
    whoAmI:
      "I am this site’s built-in reader, a program with fixed rules: I look up what your report says about your question.",
    inReport: "Your report says:",
    inGlossary: (name) => `Our glossary on “${name}”:`,
    onHand: { left: "On the left hand:", right: "On the right hand:" },
    visibility: {
      clear: "clearly visible.",
      faint: "faintly visible.",
      broken: "visible, with breaks.",
      not_visible: "not visible in this photo.",
    },
    lineNotSeen: (name) => `Your report says nothing about the ${name}; it could not be made out.`,
    notInReport: (name) => `Your report says nothing about ${name}.`,
    oneHandOnly: "Your report rests on the photo of one hand, so there is nothing to compare yet.",
    noFuture:
      "Whether something will happen, no hand can tell; here is what lies near your question.",
    notUnderstood: "I did not find which part of your report your question is about.",
    youCanAsk: "You can ask, for example:",
  },
  hi: {
    whoAmI:
      "मैं इस साइट का अपना, तय नियमों पर चलने वाला प्रोग्राम हूँ: आपके सवाल पर आपकी रिपोर्ट में जो लिखा है, वही ढूँढकर बताता हूँ।",
    inReport: "आपकी रिपोर्ट में लिखा है:",
    inGlossary: (name) => `“${name}” पर हमारी शब्दावली:`,
    onHand: { left: "बाएँ हाथ में:", right: "दाएँ हाथ में:" },
    visibility: {
      clear: "साफ़ दिखती है।",
      faint: "हल्की दिखती है।",
      broken: "बीच-बीच में टूटी दिखती है।",
      not_visible: "इस फ़ोटो में नहीं दिखती।",
    },
    lineNotSeen: (name) => `${name} के बारे में आपकी रिपोर्ट में कुछ नहीं है; वह ठीक से दिखी नहीं।`,
    notInReport: (name) => `“${name}” पर आपकी रिपोर्ट में कुछ नहीं लिखा है।`,
    oneHandOnly: "आपकी रिपोर्ट एक ही हाथ की फ़ोटो पर बनी है, इसलिए अभी मिलाने को कुछ नहीं है।",
    noFuture: "आगे क्या होगा, यह कोई हाथ नहीं बता सकता; आपके सवाल से जुड़ी जो बात है, वह यह है।",
    notUnderstood: "आपका सवाल रिपोर्ट के किस हिस्से के बारे में है, यह मैं समझ नहीं पाया।",
    youCanAsk: "आप जैसे यह पूछ सकते हैं:",
  },
};
