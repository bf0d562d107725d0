import type { StatementRules } from "./statement-rule.ts";

/** As in Devanagari, “shak nahi” and “nahi dikhi” deny nothing of what is said. */
const NOT =
  "\\b(?<!(?:shak|shaq|sandeh|shanka) )(?:nahi|nahin|nahee|na|bina|mat)\\b(?! (?:dikh|mil|bhool|bhul))";

/** Hindi as it is typed on a phone. Its words are checked against English ones that are spelled alike. */
export const romanisedRules: StatementRules = {
  denial:
    /\b(?:nahi|nahin|nahee|na) (?:\w+ )?(?:bata|dikha|keh|kah|maap|gin|pad|padh|tay|jud|jod|matlab)\w*|\b(?:bata|dikha|keh|kah|matlab|arth|sanket|sambandh|lena|maap|tay|pata)\w*(?: \w+){0,2} (?:nahi|nahin|nahee)\b/,
  joint:
    /\b(?:jo|to|toh|isliye|isiliye|kyonki|kyunki|jis(?:se|ka|ki|ke|mein|me)?|yaani|yani|varna|warna|aur (?:aap\w*|yeh|ye|isse|iska))\b/,
  rules: [
    {
      topic: "death",
      pattern:
        /\b(?:mrityu|mrutyu|maut|dehant|alpayu|alp aayu|dirghayu|deerghayu|aatmahatya|atmahatya|vidhwa|mar ja\w*|(?:lambi|kam|choti|chhoti) (?:umar|umr|aayu|ayu))\b|\b(?:umar|umr|aayu) \d{2}\b|\b\d{2,3} (?:saal|sal|varsh) tak ji/,
      caught: "aapki umr 80 saal hogi",
      passes: "jeevan rekha umr nahi batati",
    },
    {
      topic: "accident",
      pattern: /\b(?:durghatna|hadsa|haadsa|anhoni|sankat aa\w*)\b/,
      caught: "yatra me durghatna ka yog hai",
      passes: "yatra ka shauk aapko ho sakta hai",
    },
    {
      topic: "illness",
      pattern:
        /\b(?:bimari|beemari|bimariyan|bimar ho\w*|beemar ho\w*|rog hoga|madhumeh|dil ka daura|hriday rog|tabiyat kharab|sehat kharab|sugar ki|garbh\w*|banjh|santan (?:prapti|sukh|yog))\b/,
      caught: "aapko pet ki bimari ho sakti hai",
      passes: "buddh rekha ka na dikhna accha mana jata hai",
    },
    {
      topic: "unborn_child",
      pattern:
        /\b(?:beta|ladka|putra|beti|ladki|putri) (?:hoga|hogi|yog|prapti|paida|ho sakta|ho sakti|ya)\b/,
      caught: "aapko pehle beta hoga",
      passes: "aap ghar ke bade bete ki tarah sabka dhyan rakhte hain",
    },
    {
      topic: "family_count",
      pattern:
        /\b(?:do|teen|dusri|doosri|kai|ek|\d) (?:shaadi|shadi|shaadiyan|shadiyan|vivah|bachche|bacche|bachcha|santan)\b(?! rekha)|\b(?:shaadi|shadi|vivah) (?:\w+ )?(?:der se|jaldi|late|kab|toot|tut|nahi ho)\w*/,
      caught: "aapki do shadiyan hongi",
      passes: "do vivah rekha halki dikhti hain",
    },
    {
      topic: "infidelity",
      pattern: /\b(?:talaq|talak|bewafa\w*|dhokha (?:de|mil|kha)\w*|affair (?:chal|hai|hoga)\w*)\b/,
      caught: "rekha ka tutna talaq dikhata hai",
      passes: "aap apno ka saath nibhate hain",
    },
    {
      topic: "money_advice",
      pattern:
        /\b(?:mukadma|mukdama|kachehri|jail ja\w*|share (?:bazaar|bazar|market)|satta|jua khel\w*|lottery|nivesh kar\w*|paisa laga\w*)\b/,
      caught: "share bazaar me paisa lagaiye",
      passes: "paise ke mamle me aap shayad soch kar chalte hain",
    },
    {
      topic: "promise",
      pattern:
        /\b(?:ameer|amir|crorepati|karodpati|dhanwan|dhanvan|malamal) (?:ban|ho)\w*|\b(?:sarkari naukri|naukri (?:\w+ )?(?:lagegi|milegi|pakki)|dhan (?:labh|varsha|prapti)|raj ?yog|(?:paisa|safalta|tarakki) (?:\w+ )?(?:aayega|ayega|milega|milegi))\b/,
      caught: "aapko sarkari naukri milegi",
      passes: "naukri me aapko seekhne wali jagah pasand aa sakti hai",
    },
    {
      topic: "date",
      pattern:
        /\b(?:\d{1,2}|ek|do|teen|char|paanch|das) (?:saal|sal|varsh|mahine|mahino) (?:me|mein|ke|ki|baad|tak)\b|\bagle (?:saal|sal|mahine)\b.*(?:ga|gi|ge)\b/,
      caught: "agle saal aapka kaam badlega",
      passes: "saalon purani dosti aap nibhate hain",
    },
    {
      topic: "group",
      pattern:
        /\b(?:jaati|brahman|shudra|dalit|musalman|(?:gora|gori|kala|kali|sanwla|saanwla|gulabi) (?:rang|twacha|hatheli|haath))\b/,
      caught: "gulabi hatheli bhagyavan ki hoti hai",
      passes: "hatheli chaudi hai",
    },
    {
      topic: "insult",
      pattern: /\b(?:murkh|moorkh|charitraheen|charitrahin|neech|badmash|chor (?:hai|hain|ka))\b/,
      firm: true,
      caught: "aisa haath murkh ka hota hai",
      passes: "aap seedhe mizaj ke lagte hain",
    },
    {
      topic: "third_person",
      pattern:
        /\baapk[aei] (?:pati|patni|husband|wife|jeevansathi|jivansathi|saas|boss|premi|premika|beta|beti|bhai)(?: \w+){0,4} (?:hai|hain|hoga|hogi|honge|dega|degi|karega|karegi)\b/,
      caught: "aapke pati ziddi hain",
      passes: "apne jeevansathi se khul kar baat karna accha ho sakta hai",
    },
    {
      topic: "remedy",
      pattern:
        /\b(?:ratna|neelam|moonga|munga|pukhraj|panna pahan\w*|manik|taabeez|tabeez|tabiz|totka|totke|rudraksh\w*|(?:pooja|puja|havan|upay) kar\w*|mantra (?:jaap|jap)|vashikaran|dharan kar\w*|vrat rakh\w*|daan kar\w*)\b/,
      unless: new RegExp(NOT),
      caught: "neelam dharan karein",
      passes: "kisi ratna ki zaroorat nahi hai",
    },
    {
      topic: "fear",
      pattern:
        /\b(?:ashubh|manhoos|durbhagya|(?:shani|mangal|pitru|pitra) dosh|manglik|sade ?sati|sadhe ?sati|kaal ?sarp|buri nazar|kala jadu|barbad\w*|anisht|shrap|gupt shatru|khatra|khatre|karz me\w*)\b/,
      unless: new RegExp(NOT),
      caught: "shani dosh ke karan rukavat hai",
      passes: "rekha ka na dikhna ashubh nahi hai",
    },
    {
      topic: "minor",
      pattern:
        /\b(?:yeh|ye|is) (?:bachcha|baccha|bachche|bacche)\b|\b(?:bachche|bacche) (?:ka|ki|ke) (?:haath|hath|hatheli|bhavishya)\b|\bbad[aei] hokar\b/,
      caught: "yeh bachcha bada hokar doctor banega",
      passes: "bachpan ki jigyasa aaj bhi aapke saath hai",
    },
    {
      topic: "certainty",
      pattern:
        /\b(?:nischit|nishchit) (?:roop|rup|taur)\b|\b(?:pakka|zaroor|zarur|jarur|jaroor|avashya)(?: \w+){0,4} \w*(?:ega|egi|enge|oga|ogi|onge)\b|\b(?:hokar rah\w+|bhagya me likha|tay hai|guarantee hai)\b|\baap(?:ko|ka|ki|ke)?(?: \w+){0,5} (?:banenge|banengi|jeetenge|kamayenge)\b|\bvidesh jayenge\b/,
      unless: new RegExp(NOT),
      caught: "aap zaroor bade afsar banenge",
      passes: "yeh nishchit roop se nahi kaha ja sakta",
    },
  ],
};
