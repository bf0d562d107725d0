import type { Language } from "../../reading/reading.ts";
import type { DeclineReason } from "../message.ts";

/** What is said instead of an answer: why not, kindly, and what can be asked. Sentences, so that they can be streamed. */
export const refusals: Record<Language, Record<DeclineReason, string>> = {
  en: {
    distress:
      "This sounds very hard, and it matters more than any reading, so let us put the palm aside. You do not have to carry it alone: please talk to somebody you trust, today if you can. If you or somebody else is in danger, call 112 in India, or the emergency number where you are. A doctor or a counsellor can help as well. I am only a program that reads palms, and cannot give you the help that a person can.",
    death:
      "No palm tells of death, and we do not read it there. It is a heavy question; if something worries you, a person who knows you is the right one to talk to. If you or somebody else is in danger, call 112 in India, or the emergency number where you are. You are welcome to ask what your lines say about your nature.",
    lifespan:
      "Nobody can read from a palm how long a life lasts. The life line is not a measure of years: tradition links it with energy and with the way somebody lives. You are welcome to ask what it looks like in your hand.",
    illness:
      "A palm says nothing about illness or health, and we do not guess. A doctor is the right person for that. You are welcome to ask what your hand says about rest, calm or the things that give you strength.",
    pregnancy:
      "Whether and when children come, and how many, no palm can say. For questions like this a doctor is the right person. You are welcome to ask what your report says about feelings and family.",
    unborn_sex:
      "We never say whether a child will be a girl or a boy. No palm shows it, and in India the law forbids telling it, for good reason. Every child is welcome. You are welcome to ask about your own hand.",
    marriage:
      "Whom somebody marries, whether, or how often, is not written in a palm; it is yours to decide. You are welcome to ask what your heart line says about the way you care for people.",
    third_person:
      "Your hand can only be asked about you. What somebody else thinks, feels or does is theirs, and asking them is the better way. You are welcome to ask how you yourself come across in your report.",
    dates:
      "No palm has a calendar, so we never name a time, a year or an age. You are welcome to ask what your report says about the matter itself, without the when.",
    legal:
      "That is a question of law, and a palm is no help there; a lawyer or a legal aid office is. You are welcome to ask what your hand says about how you decide things.",
    money:
      "We give no advice on money, and no palm promises it. For a decision, ask somebody who knows such things and earns nothing from your answer. You are welcome to ask what your report says about your habits with money.",
    remedies:
      "We name no stones, rituals or other remedies: nothing in your hand needs mending, and nobody should sell you anything for it. You are welcome to ask what any line in it is traditionally linked with.",
    off_topic:
      "I only talk about this reading of your palm. You are welcome to ask about a line, a mount, a finger or a part of life that is in your report.",
    unsafe_answer:
      "The answer that came was not one that we would give you, so we do not show it. Please ask in other words, or about another part of your report.",
  },
  hi: {
    distress:
      "यह सचमुच बहुत भारी बात है, और किसी भी हस्तरेखा से बड़ी है, इसलिए हथेली की बात अभी रहने देते हैं। आपको यह अकेले नहीं उठाना है: जिस पर भरोसा हो, उससे बात कीजिए, हो सके तो आज ही। अगर आपकी या किसी और की जान ख़तरे में हो तो भारत में 112 पर फ़ोन कीजिए, या जहाँ आप हैं वहाँ के आपात नंबर पर। डॉक्टर या काउंसलर भी मदद कर सकते हैं। मैं हथेली पढ़ने वाला एक प्रोग्राम भर हूँ, जो मदद एक इंसान कर सकता है वह मैं नहीं कर सकता।",
    death:
      "हथेली में मौत की कोई बात नहीं लिखी होती, और हम वहाँ ऐसा कुछ नहीं पढ़ते। सवाल भारी है; मन में कोई डर हो तो किसी अपने से बात कीजिए। अगर आपकी या किसी और की जान ख़तरे में हो तो भारत में 112 पर फ़ोन कीजिए, या जहाँ आप हैं वहाँ के आपात नंबर पर। आपकी रेखाएँ आपके स्वभाव के बारे में क्या कहती हैं, यह ज़रूर पूछिए।",
    lifespan:
      "कोई भी हथेली देखकर नहीं बता सकता कि जीवन कितना लंबा है। जीवन रेखा बरसों का नाप नहीं है: परंपरा इसे ऊर्जा और जीने के ढंग से जोड़ती है। आपके हाथ में वह कैसी दिखती है, यह ज़रूर पूछिए।",
    illness:
      "हथेली बीमारी या सेहत के बारे में कुछ नहीं बताती, और हम अंदाज़ा भी नहीं लगाते। इसके लिए डॉक्टर ही सही हैं। आराम, सुकून या आपको ताक़त देने वाली बातों के बारे में पूछना चाहें तो ज़रूर पूछिए।",
    pregnancy:
      "बच्चे होंगे या नहीं, कब और कितने, यह कोई हथेली नहीं बता सकती। ऐसी बात के लिए डॉक्टर से मिलना ठीक रहता है। भावनाओं और घर-परिवार के बारे में आपकी रिपोर्ट क्या कहती है, यह ज़रूर पूछिए।",
    unborn_sex:
      "बच्चा लड़की होगी या लड़का, यह हम कभी नहीं बताते। हथेली में यह दिखता भी नहीं, और भारत में इसे बताना क़ानूनन मना है, जो ठीक ही है। हर बच्चे का स्वागत है। अपने हाथ के बारे में जो चाहें पूछिए।",
    marriage:
      "शादी किससे होगी, होगी या नहीं, कितनी बार, यह हथेली में नहीं लिखा होता; यह फ़ैसला आपका अपना है। आप अपनों का ख़याल कैसे रखते हैं, इस बारे में हृदय रेखा क्या कहती है, यह ज़रूर पूछिए।",
    third_person:
      "आपके हाथ से सिर्फ़ आपके बारे में पूछा जा सकता है। कोई दूसरा क्या सोचता या करता है, वह उसकी बात है, और उसी से पूछना बेहतर है। आपकी रिपोर्ट ख़ुद आपके बारे में क्या कहती है, यह ज़रूर पूछिए।",
    dates:
      "हथेली में कोई कैलेंडर नहीं होता, इसलिए हम समय, साल या उम्र कभी नहीं बताते। “कब” को छोड़कर उसी बात के बारे में रिपोर्ट क्या कहती है, यह ज़रूर पूछिए।",
    legal:
      "यह क़ानून की बात है, इसमें हथेली काम नहीं आती; वकील या क़ानूनी मदद का दफ़्तर काम आएगा। आप फ़ैसले कैसे लेते हैं, इस बारे में हाथ क्या कहता है, यह ज़रूर पूछिए।",
    money:
      "पैसे पर हम सलाह नहीं देते, और कोई हथेली उसका वादा नहीं करती। फ़ैसला लेना हो तो ऐसे जानकार से पूछिए जिसे आपके जवाब से कोई कमाई न हो। पैसे को लेकर आपकी आदतों पर रिपोर्ट क्या कहती है, यह ज़रूर पूछिए।",
    remedies:
      "हम कोई रत्न, पूजा-पाठ या टोटका नहीं बताते: आपके हाथ में ऐसा कुछ नहीं जिसे ठीक करना पड़े, और इसके नाम पर किसी को आपसे पैसे नहीं लेने चाहिए। कोई रेखा परंपरा में किससे जोड़ी जाती है, यह ज़रूर पूछिए।",
    off_topic:
      "मैं सिर्फ़ आपकी हथेली की इस रिपोर्ट के बारे में बात करता हूँ। इसमें आई किसी रेखा, पर्वत, उँगली या जीवन के किसी हिस्से के बारे में पूछिए।",
    unsafe_answer:
      "जो जवाब बना वह ऐसा नहीं था जो हम आपको देते, इसलिए उसे नहीं दिखा रहे। कृपया दूसरे शब्दों में पूछिए, या रिपोर्ट के किसी और हिस्से के बारे में।",
  },
};
