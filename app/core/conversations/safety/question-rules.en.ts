import type { QuestionRule } from "./question-rule.ts";

const RELATIVE =
  "(?:husband|wife|spouse|partner|fianc[eé]e?|boyfriend|girlfriend|ex|lover|mother|father|mom|mum|dad|parents?|son|daughter|child|children|kids?|baby|brother|sister|friends?|boss|colleagues?|neighbou?rs?|mother-in-law|father-in-law|in-laws|uncle|aunt|grandmother|grandfather|crush)";

export const englishQuestionRules: readonly QuestionRule[] = [
  {
    reason: "distress",
    pattern:
      /\b(?:suicid\w*|self[- ]harm\w*|kill(?:ing)? my ?self|end(?:ing)? (?:my (?:own )?life|it all)|take my (?:own )?life|(?:hurt|harm|cut)(?:ting|ing)? my ?self|(?:want|wish|going|ready) to die|better off dead|wish i (?:was|were) dead)\b/,
  },
  {
    reason: "distress",
    pattern:
      /\b(?:(?:do not|don't|dont|no longer|never) want to (?:live|be alive|wake up|exist)|(?:no|any) (?:reason|point) (?:to|in|of) (?:live|living|life|going on)|can(?:not|'t|t) (?:go on|take (?:it|this) any ?more)|tired of (?:living|life))\b/,
  },
  {
    reason: "distress",
    pattern:
      /\b(?:wanna|want to|wish to|(?:feel|feeling) like|(?:woul|')d like to|ready to|going to|gonna|rather|better to|think(?:ing)? (?:of|about)) (?:just |simply |really )?(?:die\b|dying\b(?! to )|be(?:ing)? dead)|\bwish i (?:could die|had never been born|was never born)\b/,
  },
  {
    reason: "distress",
    pattern:
      /\b(?:do not|don't|dont|did not|didn't|no longer|never|not) (?:really |even |just )?(?:wanna (?:live|be alive|wake up|exist|go on)|want to go on|wish to (?:live|be alive)|(?:feel|feeling) like (?:living|being alive|waking up|existing|going on))\b(?! (?:in an?|abroad|alone)\b)/,
  },
  {
    reason: "distress",
    pattern:
      /\b(?:not|isn't|isnt|never|hardly|no longer|is (?:my |this )?life) (?:really |even )?worth living\b|\bnothing (?:left )?to live for\b|\blife (?:is|feels|seems) (?:so |all )?(?:worthless|meaningless|pointless)\b|\b(?:no|lost (?:the|my|all)) (?:will|wish|desire|reason) to live\b|\bend (?:this life|everything)\b/,
  },
  {
    reason: "distress",
    pattern:
      /\b(?:can(?: ?not|'t|t)|can no longer) (?:live|go on|carry on|bear (?:it|this)|stand (?:it|this)|do this|continue)\b(?! (?:without|in an?)\b).{0,20}\b(?:like this|this life|any ?more|any ?longer)\b|\bcan no longer (?:live|go on)\b/,
  },
  {
    reason: "distress",
    pattern:
      /\b(?:better(?: off)?|happier) without me\b|\b(?:no ?body|no one) (?:would|will) (?:miss me|care if i (?:die|died|am gone))\b|\b(?:a|the) burden (?:to|on|for) (?:everyone|everybody|my \w+|all)\b/,
  },
  {
    reason: "distress",
    pattern:
      /\bi(?:'m|m| am|'ve been| have been| was| keep)?(?: just| always| often)?(?: feel(?:ing)?)? (?:so |very |really |completely |totally |just |always )*(?:depressed|hopeless|worthless|suicidal|desperate|in despair)\b|\bfeeling (?:so |very )?(?:hopeless|worthless)\b/,
  },
  {
    reason: "distress",
    pattern: new RegExp(
      `\\b(?:he|she|they|${RELATIVE}) (?:keeps? )?(?:beat(?:s|ing)?|hit(?:s|ting)?|hurt(?:s|ing)?|abus(?:es|ed|ing)|threaten(?:s|ed|ing)?|rap(?:es|ed)|chok(?:es|ed)|tortur(?:es|ed)) me\\b|\\b(?:abused by|afraid of|scared of) my ${RELATIVE}\\b|\\b(?:domestic violence|dowry harassment|molest\\w+|i (?:was|am being|have been) (?:raped|abused|beaten|assaulted))\\b`,
    ),
  },
  {
    reason: "distress",
    pattern: new RegExp(
      `\\bmy (?:late )?${RELATIVE}(?: has| have)?(?: just| recently)? (?:died|passed away|is dead|is no more|was killed|committed)\\b|\\b(?:lost|losing|grieving|mourning)(?: for)? my ${RELATIVE}\\b|\\bmiscarried\\b`,
    ),
  },
  {
    reason: "distress",
    // Whoever asks whether they have it is declined below; whoever has it is in need.
    pattern:
      /\b(?:(?<!\b(?:(?<!\b(?:i|to|we|can) )do|did|will|would|could|might|may|if|whether|have) )i (?:have|got|am diagnosed with|was diagnosed with|have been diagnosed with)|i've (?:got|been diagnosed with)|diagnosed (?:me )?with)\b.{0,20}\b(?:cancer|tumou?r|hiv|aids|terminal|leuk\w+|depression)\b/,
  },
  {
    reason: "unborn_sex",
    pattern:
      /\b(?:boy or (?:a )?girl|girl or (?:a )?boy|son or (?:a )?daughter|daughter or (?:a )?son|(?:gender|sex) of (?:my|the|our|this) (?:\w+ )?(?:baby|child|f(?:o)?etus|unborn)|(?:baby|child)(?:'s)? (?:gender|sex)|(?:baby|child|foetus|fetus|first ?born) (?:be|is) (?:a )?(?:boy|girl|male|female|son|daughter)|(?:have|get|bear|give birth to|blessed with|expecting) an? (?:baby )?(?:boy|girl|son|daughter)|male child|boy child|girl child)\b/,
  },
  {
    reason: "pregnancy",
    pattern:
      /\b(?:pregnan\w+|conceiv\w+|fertil\w+|infertil\w+|ivf|miscarr\w+|abortion|childbirth|give birth|(?:have|having|get|bear|many|any) (?:a |more |any )?(?:child|children|kids?|bab(?:y|ies))|become an? (?:mother|father|mom|mum|dad|parent)|childless)\b/,
    unless: /\bfertile (?:imagination|mind)\b|\bwhen i was\b/,
  },
  {
    reason: "death",
    pattern:
      /\b(?:death|die|dies|dying(?! to (?:know|see|hear|learn)\b)|funeral|fatal|murdered|killed|accidents?|drown\w*|widow\w*|outlive)\b/,
    unless: /\bdie (?:out|away|down)\b|\bby accident\b/,
  },
  {
    reason: "lifespan",
    pattern:
      /\b(?:how long (?:will|do|can|shall|may|would|am|is|have) (?:i|my life|we)\b.{0,30}\b(?:live|alive|last|left|life)|how long i(?:'ll| will| shall| may| might| can| have| am going to) .{0,20}\b(?:live|last|left)|how long (?:is|will) (?:be )?my life\b(?! ?-?line)|life ?-?span|life expectancy|longevity|(?:long|short) life\b(?! ?-?line)|how (?:many|much) (?:more )?(?:years?|time|days)\b.{0,30}\b(?:live|left|have|remain\w*)|(?:till|until|to|up to) (?:what|which) age|how old will i|live (?:to|till|until|past|beyond|up to)\b.{0,12}\b(?:\d{2,3}|old age|a hundred)|length of my life\b(?! ?-?line))\b/,
  },
  {
    reason: "illness",
    pattern:
      /\b(?:cancer|hiv|(?:have|get|got) aids|leuk\w+|diabet\w+|heart (?:attack|disease|problems?|trouble|condition|surgery)|tumou?rs?|diseases?|illness\w*|sick(?:ness)?|(?:fall|be|get|am|become) ill\b|health\w*|surger\w+|operation|hospital\w*|medicines?|medication|doctors?|diagnos\w+|depression|anxiety|blood pressure|thyroid|migraines?|cure[ds]?|symptoms?|disabilit\w+|pain in|mental illness|allerg\w+|covid|infection)\b/,
    unless: /\bheart line.{0,12}\bdisease\b(?=.*\bnot\b)/,
  },
  {
    reason: "remedies",
    pattern:
      /\b(?:gem ?stones?|gems?|rub(?:y|ies)|sapphires?|emeralds?|coral|pearl|(?:which|what) (?:stone|ring|colou?r|thread)s?\b.{0,20}\b(?:wear|lucky)|lucky (?:stone|colou?r|charm)|talismans?|amulets?|mantras?|pujas?|pooja|yantras?|rituals?|remed(?:y|ies)|black magic|evil eye|curse[ds]?|spells?|manglik|(?:kaal|kal) ?sarp|sade ?sati|dosha?s?|exorcis\w+|vashikaran)\b/,
    unless: /\bpearl of wisdom\b/,
  },
  {
    reason: "legal",
    pattern:
      /\b(?:court|lawsuits?|sue|suing|legal\w*|law ?yers?|advocate|litigation|verdict|judge ?ment|jail|prison|bail|police|fir\b|arrest\w*|property (?:dispute|case)|custody|visas?|green card|citizenship|divorc\w+|alimony|(?:win|lose) (?:the|my|this|our) case|will (?:and|or) testament|inherit\w*)\b/,
  },
  {
    reason: "money",
    pattern:
      /\b(?:invest\w*|stocks?|shares?(?: market)?|crypto\w*|bitcoin|mutual funds?|trading|forex|lotter(?:y|ies)|jackpot|gambl\w*|bet(?:s|ting)?|casino|loans?|insurance|(?:buy|sell|purchase)\b.{0,20}\b(?:gold|land|house|flat|property|plot|car|shares)|(?:be|become|get|getting) (?:very |so |a )?(?:rich|wealthy|millionaire|billionaire|crorepati)|how much (?:money|wealth|salary)|lakhs?|crores?|lucky numbers?|(?:win|make|earn) (?:a lot of |lots of |more |much )?money|tax(?:es)?|profits?)\b/,
    unless: /\bi share\b|\bshares? (?:my|his|her|their|a)\b/,
  },
  {
    reason: "marriage",
    pattern:
      /\b(?:how many (?:marriages|times\b.{0,20}\bmarr\w+|husbands|wives|affairs|lovers|relationships)|(?:love|arranged?)(?: marriage)? or (?:an? )?(?:love|arranged?)\b|(?:second|two|third|late|early) marriages?|(?:who|whom)\b.{0,20}\bmarry|will i (?:ever )?(?:get )?marr(?:y|ied)|(?:should|shall) i marry|soul ?mate|infidel\w+|extra[- ]?marital|affairs?\b|will my marriage (?:last|work|break|fail)|name of my (?:future )?(?:husband|wife|spouse|partner))\b/,
    unless: /\b(?:affairs of the heart|current affairs)\b/,
  },
  {
    reason: "third_person",
    pattern: new RegExp(
      `\\b(?:is|are|was|does|do|did|will|would|can|has|have|what (?:is|are|does|will)|how (?:is|are|does|will)|tell me about)\\b (?:about )?my (?:future |new |old |elder |younger |best )?${RELATIVE}\\b|\\bmy (?:future |elder |younger |best )?${RELATIVE}(?:'s|s') (?:palm|hand|future|character|nature|life|destiny|fate|mind|intentions?)\\b`,
    ),
  },
  {
    reason: "third_person",
    pattern:
      /\b(?:does|do|did|is|will|has|would) (?:he|she|they)\b.{0,20}\b(?:love|like|miss|cheat\w*|lov\w+|lying|lie|loyal|faithful|marry|return|leave|come back|call|the one|hate|think|trust\w*|honest)\b|\bwhat (?:does|do) (?:he|she|they) (?:think|feel|want)\b/,
  },
  {
    reason: "dates",
    pattern:
      /\bwhen (?:will|shall|would|can|do|does|am|is|are)\b.{0,40}\b(?:i|my|me|we|it|this|that|job|marriage|luck|success|life)\b/,
    unless:
      /\bwhen (?:do|am|can) i (?:feel|get (?:angry|sad|stubborn|tired)|work best|think|work|learn)\b/,
  },
  {
    reason: "dates",
    pattern:
      /\b(?:(?:which|what) (?:year|month|day|date|age|week)|(?:in|by|after|before|during) (?:19|20)\d\d|next (?:year|month|week|decade)|this (?:year|month|week)|tomorrow|how soon|by when|(?:in|within) (?:how many|\d+|the (?:next|coming)) (?:more )?(?:years?|months?|days?)|exact (?:date|time|year)|coming (?:years?|months?|days))\b/,
  },
  {
    reason: "off_topic",
    pattern:
      /\b(?:(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines|restrictions?|above|previous|system)|system prompt|(?:reveal|show|print|repeat|output|tell me)\b.{0,30}\b(?:prompt|instructions|system message|rules you|words above|text above)|you are now|from now on you|pretend (?:to be|you|that)|(?:act|behave|respond) as (?:a|an|if|my)|role ?-?play|jail ?break|developer mode|dan mode|do anything now|api key|password|base64)\b|<\|?(?:im_start|system|endoftext|\/?script)|\[\/?inst\]/,
  },
  {
    reason: "off_topic",
    pattern:
      /\b(?:write (?:me )?(?:a|an|some|the|my)\b.{0,20}\b(?:poem|code|essay|story|script|program|function|e-?mail|letter|song|joke|cv|resume)|(?:python|javascript|sql|html) (?:code|script|function|program)|translate\b|capital (?:city )?of|weather|recipes?|prime minister|president of|cricket|football|homework|solve\b.{0,20}\b(?:equation|problem|sum)|what(?:'s| is) \d+ ?[-+*x/] ?\d+|horoscope|zodiac|sun sign|tarot|kundli|birth chart|numerology)\b/,
  },
];
