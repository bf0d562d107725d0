import { foldDevanagari, foldText } from "../../safety/fold-text.ts";
import { type PartKey, partKeys } from "../parts.ts";

/**
 * Which parts of a report a question is about, those that it names before those that only belong to its matter, in
 * English, Hindi and Hindi in Latin letters. Empty when it names nothing that a palm has.
 */
export function findParts(question: string): readonly PartKey[] {
  const latin = foldText(question);
  const devanagari = ` ${latin.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")} `;
  const isNamed = (part: PartKey) =>
    names[part].latin.test(latin) || names[part].hindi.test(devanagari);
  const named = partKeys.filter((part) => isNamed(part));
  const matters = topics
    .filter(({ latin: words, hindi }) => words.test(latin) || hindi.test(devanagari))
    .flatMap(({ parts }) => parts);
  return [...new Set([...named, ...matters])];
}

type Words = { readonly latin: RegExp; readonly hindi: RegExp };

const words = (latin: string, hindi: string): Words => ({
  latin: new RegExp(`\\b(?:${latin})\\b`, "u"),
  hindi: new RegExp(`(?<= )(?:${foldDevanagari(hindi)})`, "u"),
});

/** `heart line`, `hriday rekha`: each with the spellings that people use. */
const LINE = "(?: ?lines?| ?rekh[ae]+)";
const MOUNT = (planet: string) =>
  `(?:mounts?|mounds?|parvat|parbat) (?:of )?(?:the )?(?:${planet})|(?:${planet})(?:'s)? (?:mounts?|mounds?|parvat|parbat)`;
const FINGER = "(?: ?fingers?| ?ungl[iy]| ?oongl[iy])";

const names: Record<PartKey, Words> = {
  hand: words(
    "(?:shape|type|form|kind|element) of (?:my |the )?(?:hand|palm)|(?:hand|palm) (?:shape|type|element)|(?:earth|air|fire|water) hand|my hand(?:'s)? shape|(?:four )?elements?|fingers|ungliya\\w*|ha+th ki (?:banawat|banavat)|ha+th ka (?:aakar|akar|prakar)",
    "(?:चार )?तत्व|उँगलिय|हाथ (?:की बनावट|का आकार|का प्रकार|किस तत्व|का तत्व)|हथेली (?:की बनावट|का आकार)|(?:पृथ्वी|वायु|अग्नि|जल) (?:हाथ|तत्व)",
  ),
  comparison: words(
    "both (?:my )?(?:hands|palms)|(?:left|right) and (?:my )?(?:right|left)|two hands|other hand|which hand|(?:left or (?:the )?right|right or (?:the )?left)|hands differ|difference between|dono(?:n)? ha+th|da+ya\\w* aur ba+ya\\w*",
    "दोनों हाथ|दोनों हथेल|दाएँ और बाएँ|बाएँ और दाएँ|दूसरे हाथ|कौन ?सा हाथ|बायाँ या दायाँ|दायाँ या बायाँ",
  ),
  "line:heart": words(
    `heart${LINE}|love line|hriday${LINE}|hruday${LINE}|hridaya${LINE}|dil ki rekha`,
    "हृदय रेखा|ह्रदय रेखा|दिल की रेखा",
  ),
  "line:head": words(
    `head${LINE}|mastishk${LINE}|mastisk${LINE}|dimag(?: ki)?${LINE}|matri${LINE}`,
    "मस्तिष्क रेखा|मस्तक रेखा|दिमाग़ की रेखा|बुद्धि रेखा|मातृ रेखा",
  ),
  "line:life": words(
    `life${LINE}|jeevan${LINE}|jivan${LINE}|aayu${LINE}|ayu${LINE}`,
    "जीवन रेखा|आयु रेखा|ज़िंदगी की रेखा",
  ),
  "line:fate": words(
    `fate${LINE}|destiny${LINE}|career line|bhagya${LINE}|kismat(?: ki)?${LINE}`,
    "भाग्य रेखा|क़िस्मत की रेखा|भाग्यरेखा",
  ),
  "line:sun": words(
    `sun${LINE}|apollo line|success line|surya${LINE}|suraj${LINE}`,
    "सूर्य रेखा|यश रेखा",
  ),
  "line:mercury": words(
    `mercury${LINE}|budh${LINE}|health${LINE}|swasthya${LINE}|business line`,
    "बुध रेखा|स्वास्थ्य रेखा",
  ),
  "finger:thumb": words("thumbs?|angu+tha|angootha|angutha", "अँगूठ|अंगूठ"),
  "finger:index": words(
    `index${FINGER}|first finger|jupiter finger|tarjani`,
    "तर्जनी|पहली उँगली|गुरु की उँगली",
  ),
  "finger:middle": words(`middle${FINGER}|saturn finger|madhyama`, "मध्यमा|बीच की उँगली|शनि की उँगली"),
  "finger:ring": words(`ring${FINGER}|sun finger|apollo finger|anamika`, "अनामिका|सूर्य की उँगली"),
  "finger:little": words(
    `(?:little|pinky|small|mercury)${FINGER}|pinky|kanishth?a|chh?oti ungli`,
    "कनिष्ठा|कनिष्ठिका|छोटी उँगली|बुध की उँगली",
  ),
  "mount:jupiter": words(MOUNT("jupiter|guru|brihaspati"), "(?:गुरु|बृहस्पति)(?: का)? पर्वत"),
  "mount:saturn": words(MOUNT("saturn|shani"), "शनि(?: का)? पर्वत"),
  "mount:sun": words(MOUNT("sun|apollo|surya"), "सूर्य(?: का)? पर्वत"),
  "mount:mercury": words(MOUNT("mercury|budh"), "बुध(?: का)? पर्वत"),
  "mount:venus": words(MOUNT("venus|shukra?"), "शुक्र(?: का)? पर्वत"),
  "mount:moon": words(MOUNT("moon|luna|chandra?"), "(?:चंद्र|चन्द्र|चाँद)(?: का)? पर्वत"),
  "mount:mars_upper": words(MOUNT("mars|upper mars|mangal"), "मंगल(?: का)? पर्वत"),
  "mount:mars_lower": words(MOUNT("mars|lower mars|mangal"), "मंगल(?: का)? पर्वत"),
  "area:character": words(
    "character|personality|nature|temper|who am i|what kind of person|strengths?|weakness\\w*|swabha+v|vyaktitva",
    "स्वभाव|व्यक्तित्व|कैसा इंसान|कैसी इंसान|ख़ूबी|ख़ूबियाँ|कमज़ोरी|चरित्र",
  ),
  "area:mind": words(
    "mind|think|thinking|thoughts|learn\\w*|stud(?:y|ies|ying)|intellect|decisions?|decide|memory|curious|curiosity|creativ\\w*|padha+i|soch\\w*|dimag|faisl\\w+",
    "सोच|दिमाग़|पढ़ाई|सीख|फ़ैसल|निर्णय|याददाश्त|बुद्धि|रचनात्मक|कल्पना",
  ),
  "area:relationships": words(
    "love|relationships?|feelings?|emotion\\w*|friends?|friendship|romance|affection|care|pya+r|rishte|rishta|dosti|bhavna\\w*|mohabbat|dil",
    "प्यार|प्रेम|रिश्त|संबंध|भावना|दोस्ती|दोस्त|दिल|लगाव",
  ),
  "area:career": words(
    "career|work|jobs?|profession|business|office|success|talents?|skills?|ka+m|naukri|vyapa+r|dhandha|safalta|hunar",
    "काम|नौकरी|करियर|व्यापार|पेशा|सफलता|हुनर|प्रतिभा|रोज़गार",
  ),
  "area:prosperity": words(
    "money|wealth|saving|savings|spend\\w*|prosperity|finances?|pais[ae]|dhan|kharch\\w*|bachat",
    "पैस|धन|ख़र्च|बचत|समृद्धि|कमाई",
  ),
  "area:family": words(
    "family|home|parents|mother|father|siblings|pariva+r|ghar|gharwale|maa|pita",
    "परिवार|घर|माँ|पिता|माता|भाई|बहन",
  ),
  "area:inner_life": words(
    "inner life|dreams?|imagination|intuition|soul|spiritual\\w*|faith|sapn[ae]|adhya+tm\\w*|kalpana|antargyan",
    "सपने|सपना|अध्यात्म|आध्यात्म|कल्पना|अंतर्ज्ञान|मन की दुनिया|आत्मा",
  ),
  "area:wellbeing": words(
    "calm|stress|rest|relax\\w*|balance|energy|peace|worry|worries|sleep|suk[ou]+n|sha+nti|tana+v|thak\\w*|a+ra+m|urja",
    "सुकून|शांति|तनाव|आराम|थक|ऊर्जा|संतुलन|चिंता|नींद",
  ),
};

/** Matters, and the parts that tradition looks at for them. */
const topics: readonly (Words & { readonly parts: readonly PartKey[] })[] = [
  { ...names["area:relationships"], parts: ["line:heart", "mount:venus"] },
  { ...names["area:mind"], parts: ["line:head"] },
  { ...names["area:career"], parts: ["line:fate", "line:sun"] },
  { ...names["area:wellbeing"], parts: ["line:life"] },
  { ...names["area:inner_life"], parts: ["mount:moon"] },
  { ...names["area:character"], parts: ["hand", "finger:thumb"] },
];
