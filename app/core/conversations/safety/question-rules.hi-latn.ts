import type { QuestionRule } from "./question-rule.ts";

const RELATIVE =
  "(?:pati|patni|biwi|bivi|husband|wife|jeevan ?sathi|jivan ?sathi|mangetar|premi|premika|bf|gf|boyfriend|girlfriend|maa|maan|mata|pita|papa|mummy|mammi|beta|bete|beti|bachch?[aeo]n?|bhai|behen|bahan|bahen|dost|boss|saas|sasur|nanad|devar|chacha|chachi|dada|dadi|nana|nani|padosi)";
const MY = "mer[aei]+";
const HO = "ho(?:ga|gi|nge|ngi|ega|gaa|gee)";

/** Hindi as people type it: no one spelling is right, so vowels and doubled letters are taken loosely. */
export const romanisedQuestionRules: readonly QuestionRule[] = [
  {
    reason: "distress",
    pattern:
      /\b(?:suicide|khud ?k(?:h)?ushi|aa?tm[ae]? ?hat[ty]ya|aatamhatya|j(?:ee|i)n[ae] (?:nahi|nahin|nhi|ka man nahi|ka mann nahi|se thak|ka koi)|j(?:ee|i)ne ka (?:koi )?(?:matlab|man|mann|fayda)|mar(?:na| jana| jau| jaau|jana) (?:chah\w*|hai mujhe|to accha|hi accha)|marne ka (?:man|mann)|(?:apni )?jaan (?:de d\w+|dena|dene|de dun|lena chah\w*)|(?:zindagi|jindagi|life|sab kuch|sab) (?:hi )?khat[ae]?m kar|khud ko (?:maar|mar|nuksan|chot|kaat)|(?:zindagi|jindagi|life) se (?:thak|tang|haar|pareshan))/,
  },
  {
    reason: "distress",
    pattern:
      /\bmujh(?:e|ko) (?:(?:ab|bas|to|bhi|sirf) )*mar(?:naa?| ?jaa?naa?) (?:hi )?(?:h\b|hai|hain|he\b|padega|chahiye)|\bj(?:ee|i)ne k[iy] (?:(?:ab|koi|bilkul) )*(?:i[ck]h?c?h?h?aa?|chaa?h|chahat|tamanna|umm?ee?d|wajah|vajah|himmat|man|mann) (?:(?:hi|bhi|ab|bilkul) )*(?:nah[ie]+n?|nhi|nai|khat[ae]?m)|\b(?:nah[ie]+n?|nhi|nai) j(?:ee|ii|i) (?:sak|paa?)\w*|\bj(?:ee|ii|i) (?:nah[ie]+n?|nhi|nai) (?:sak|paa?)\w*|\b(?:nah[ie]+n?|nhi|nai) j(?:ee|i)naa?\b|\bji(?:y)?a (?:nah[ie]+n?|nhi) jaa?ta|\bj(?:ee|i)ne (?:layak|laayak) (?:nah[ie]+n?|nhi)|\bmere (?:bina|bagair|baghair) (?:hi )?(?:sab\w*|ghar ?wale|duniya|log)?.{0,20}\b(?:khush|behtar|sukhi)\b|\bmar ja(?:a?na|a?u+n?) (?:chah\w*|to (?:hi )?(?:accha|acha|behtar))/,
  },
  {
    reason: "distress",
    pattern:
      /\bmujh(?:e|ko) (?:roz |bahut |bohot |rozana )?(?:maa?rt[aei]|p(?:ee|i)tt?[aei]|maa?r ?p(?:ee|i)t|dhamk\w+|sata\w*)|\bgharelu hinsa\b|\bdahej ke liye\b|\b(?:balatkar|rape hua|zabardasti)\b/,
  },
  {
    reason: "distress",
    pattern: new RegExp(
      `\\b${RELATIVE}\\b.{0,20}\\b(?:guzar ga\\w+|gujar ga\\w+|chal bas\\w+|dehant|nahi(?:n)? rah[aei]|mar ga(?:y[aei]|[ei])|ki maut ho ga\\w+|ko kho diya|ka nidhan|expire)`,
    ),
  },
  {
    reason: "distress",
    // Whoever asks whether they have it is declined below; whoever has it is in need.
    pattern:
      /(?<!\bkya (?:sach ?(?:much|me(?:in)?)? |bhi )?)\bmujhe (?:cancer|aids|tumou?r|depression) (?:hai\w*|ho ga\w+|hua\w*|bataya\w*)\b(?!(?: hai)? (?:kya|ya nah\w+)(?: ?[?.!,]| ?$| bata))|\bdepression me(?:in)? h(?:oo|u)n?\b|\b(?:main|mai|me) (?:bilkul )?toot (?:ga\w+|chuk\w+)|\b(?:niraa?sh|hataa?sh) h(?:oo|u)n?\b/,
  },
  {
    reason: "unborn_sex",
    pattern: new RegExp(
      `\\b(?:beta|ladka|putra) (?:${HO}|ya (?:beti|ladki|putri)|hai ya|ka yog|kab ${HO})|\\b(?:beti|ladki) (?:${HO}|ya (?:beta|ladka)|hai ya)|\\b(?:garbh|pet) me(?:in)? (?:ladka|ladki|beta|beti|kya)|\\bbachche ka ling\\b|\\bputra (?:yog|prapti|ratna)\\b`,
    ),
  },
  {
    reason: "pregnancy",
    pattern: new RegExp(
      `\\b(?:pregnan\\w+|garbhvati|garbhwati|garbhpaa?t|garbh (?:thehr|dharan)|miscarriage|(?:maa|mata|baap|papa|pita) (?:kab )?ban\\w*|santaa?n|aulaa?d|kitn[ei] bac?h?ch?[ei]|bac?h?ch?[ae] (?:${HO}|kab|kitn\\w+)|banjh|ivf)\\b`,
    ),
  },
  {
    reason: "death",
    pattern:
      /\b(?:maut|mauth|mrityu|mratyu|mar(?:u|oo)ng[ai]|mar jau?ng[ai]|mar jaaung[ai]|kab mar\w*|marna kab|durghatna|accident|haadsa|hadsa|vidhwa)\b/,
  },
  {
    reason: "lifespan",
    pattern:
      /\bkitn[eai] (?:saal |sal |din |lamb[ai] |aur |varsh )*(?:tak )?(?:j(?:ee|i)\w*u(?:n|ng[ai])\w*|j(?:ee|i)yung[ai]|jiung[ai]|jeeung[ai]|jivit|zinda|jinda)|\b(?:kitni|lambi|meri|choti) (?:umar|umr|umra|aayu|ayu)\b(?! me)|\b(?:umar|umr|aayu|ayu) (?:kitni|lambi|kam|bata\w*)|\b(?:dirghayu|deerghayu|alpayu)\b|\bkab tak (?:ji|jee|zinda|jinda)|\b(?:zindagi|jindagi|life) kitni\b|\bkitni (?:zindagi|jindagi|life)\b/,
  },
  {
    reason: "illness",
    pattern:
      /\b(?:b(?:ee|i)maa?r(?:i|iya\w*|ee)?|rog|cancer|sugar ki|diabetes|seh[ae]?t|swasthy?a?|ilaa?j|operation|dawa(?:i|iya\w*)?|doctor|haspatal|avsaad|depression|dil ka daura|heart attack|bp ki|thyroid|mujh(?:e|ko) (?:aids|hiv|tumou?r))\b/,
  },
  {
    reason: "remedies",
    pattern:
      /\b(?:ratna?|neelam|nilam|pukhraj|panna pehn\w*|moonga|munga|manik|gomed|lehsuniya|kaun ?s[ai] (?:patthar|pathar|nag|stone|dhaga)|angoothi pehn\w*|puja|pooja|hawan|havan|mantra?|yantra?|upaa?y|totka|dosh|manglik|kaal ?sarp|kal ?sarp|sade ?sati|vashikaran|kala jadu|kaala jaadu|buri nazar|nazar (?:lag|utaar|dosh)\w*|taveez|tabeez|shraa?p)\b/,
  },
  {
    reason: "legal",
    pattern:
      /\b(?:muk[ae]?dm[ae]|court|kachahri|adaa?lat|vakil|wakil|vakeel|jail|police|kanoo?n\w*|qanoon\w*|zamanat|jamanat|visa|talaa?[kq]|case (?:jeet|jit|haar|har)\w*|girafta\w*|vasiyat|jaay?dad|zameen ka case)\b/,
  },
  {
    reason: "money",
    pattern:
      /\b(?:nivesh|invest\w*|share (?:market|bazaa?r|kharid\w*)|shares|stock|crypto|bitcoin|mutual fund|lottery|jua|satta|karz|karj|qarz|loan|bima|insurance|crorepati|karodpati|lakhpati|(?:amee?r|dhanwan|malamal|rich) (?:ban|ho)\w*|kitna (?:paisa|dhan)|(?:paisa|paise|dhan) (?:mileg\w*|aayeg\w*|aaeg\w*|kab|laga\w*)|(?:sona|zameen|jameen|makan|plot|ghar|flat) (?:kharid|khareed|bech)\w*|lucky number|munafa)\b/,
  },
  {
    reason: "marriage",
    pattern: new RegExp(
      `\\b(?:(?:kitni|do|dusri|doosri|teesri) (?:shaa?di|shadiya\\w*)|love marriage|arranged? marriage|prem vivah|shaa?di (?:${HO}|kis ?se|toot\\w*|tik\\w*|ho payeg\\w*|kitni)|kis ?se (?:${HO} )?shaa?di|vivah (?:${HO}|yog)|dhokh?a (?:de|mil)\\w*|affairs?|kitne (?:affair|rishte))\\b`,
    ),
  },
  {
    reason: "third_person",
    pattern: new RegExp(
      `\\b${MY} (?:hone wal[aei] |bhavi |bad[aei] |chhot[aei] |chot[aei] )?${RELATIVE}\\b.{0,20}\\b(?:kais\\w*|wafadaa?r|vafadar|swabhav|pyaa?r karta|pyaa?r karti|chh?od\\w*|jhooth|safal|kya soch\\w*|bhavishya|ka haath|ka hath|ki hatheli|ki kismat|imaa?ndar|bewafa|pass ${HO}|naukri)`,
    ),
  },
  {
    reason: "third_person",
    pattern:
      /\b(?:w[oe]h?|v[oe]h?|use|usko) (?:mujhse|mujh se|mujhe|mere|mera)\b.{0,20}\b(?:pyaa?r|chaht\w*|pasand|yaad|soch\w*|chh?od\w*|dhokh?a|shaa?di|intezar)|\b(?:w|v)oh? (?:wapas|vapas|laut)\w*|\buske (?:man|mann|dil) me(?:in)?\b/,
  },
  {
    reason: "dates",
    pattern: new RegExp(
      `\\bkab\\b.{0,30}\\b(?:${HO}|mileg\\w+|aay?eg\\w+|aeg\\w+|banu?n?g\\w+|baneg\\w+|lageg\\w+|jau?ng\\w+|jaaung\\w+|paung\\w+|karung\\w+|chamkeg\\w+|badleg\\w+|sudhreg\\w+|tak)\\b|\\b(?:${HO}|mileg[ai]|aayeg[ai]) kab\\b|\\bkis (?:saal|sal|varsh|mahine|umar|umr|age|year|tarikh|din)\\b|\\bkaun ?s[ae] (?:saal|sal|year|mahin\\w+)\\b|\\bagle (?:saal|sal|mahine|varsh|hafte|year|month)\\b|\\bis saal\\b|\\baane wale (?:saal|samay|dino)\\w*|\\b(?:19|20)\\d\\d\\b|\\bkitne (?:saal|din|mahine|samay|time) (?:me|mein|baad|lag\\w+)\\b`,
    ),
  },
  {
    reason: "off_topic",
    pattern:
      /\b(?:instructions?|nirdesh|niyam|rules?|prompt)\b.{0,20}\b(?:bhool\w*|bhul\w*|ignore|andekha|mat maan\w*|tod\w*|dikha\w*|bata\w*)|\b(?:pichhle|pichle|upar ke) (?:sab |saare )?(?:nirdesh|instructions?)|\bab (?:se )?(?:tum|aap|tu) (?:ek )?\w+ (?:ho|hain)\b|\b(?:kavita|kahani|nibandh|code|chutkula|joke|gaana|gana|chitthi) (?:likh|suna)\w*|\banuvaa?d kar\w*|\brajdhani\b|\bmausam\b|\bpradhan ?mantri\b|\bcricket\b|\brecipe\b|\brashifal\b|\bkundl[iy]\b|\bpassword\b/,
  },
];
