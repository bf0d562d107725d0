import type { StatementRules } from "./statement-rule.ts";

const PERIOD = "(?:days?|weeks?|months?|years?)";
const NUMBER =
  "(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)";
const TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";
/** What somebody may be told to do for a while. */
const DO =
  "(?:try|write|take|spend|choose|set|give|keep|notice|look|go|walk|call|ask|meet|visit|sit|talk|read|learn|rest|sleep|practi[sc]e|make|put|leave|let|listen|plan|note|say|tell|thank|draw|sing|cook|share|pick|start|do|have|find|stay|use|watch)";
const RELATIVE =
  "(?:husband|wife|spouse|partner|mother|father|mum|mom|dad|son|daughter|child|brother|sister|boss|mother-in-law|father-in-law|in-laws|lover|boyfriend|girlfriend|children|kids|ex)";

/** Something is denied by this; “no doubt” and “not only” deny nothing, and “not seen” denies nothing that is said of it. */
const NOT =
  "(?:\\b(?:not|never|cannot|nor|neither|no|none|nothing|nobody|without)\\b|n't\\b)(?! (?:doubt|wonder|only|just|merely|(?:\\w+ )?(?:seen|visible|clear|found|present)\\b|(?:to )?(?:forget|fail)))";
const TELLING =
  "(?:show|tell|told|say|said|mean|predict|foretell|forecast|measure|reveal|indicat|speak|spoken|decid|judg|about|sign|mark|count|read(?:ing)?\\b[^,]{0,40} (?:as|into|from (?!this|the))|diagnos|replac|advice|stand for|know|claim|link|connect|to do with|guess|interpret|assess|matter|touch (?:on|upon))";
const HERALD = "(?:sign|mark|omen|hint|warning|indication|token|symbol)";
/** Begins a statement of its own when it comes after “and” or a comma. */
const SUBJECT = "(?:you|your|it|this|these|he|she|they|there|we|who)\\b";

export const englishRules: StatementRules = {
  denial: new RegExp(
    `${NOT}.{0,40}\\b${TELLING}\\w*|\\b(?:not|never) as\\b|\\bnot (?:the|a) (?:length|measure|number|sign|matter)\\b|\\bnothing of\\b`,
  ),
  joint: new RegExp(
    `[:–—]| - |\\bwhich\\b|\\bwhose\\b|\\bwhere(?:as|by)\\b|\\bbecause\\b(?! of)|\\btherefore\\b|\\bhence\\b|\\bthus\\b|\\bso\\b(?! (?:much|many|far)\\b)|(?<!\\b(?:${TELLING}|sure|certain|suggest)\\w* )(?<!\\bnothing\\b[^,]{0,30} )\\bthat\\b|\\band (?:so|then|may|might|will|can|could|points?|means?|shows?|suggests?|brings?|foretells?|warns?|${SUBJECT})|, (?:as|then|since|pointing|meaning|suggesting|indicating|showing|foretelling|warning|bringing|leading)\\b|, (?:\\w+ )?(?:an? |the )?(?:\\w+ )?${HERALD}s?\\b|, ${SUBJECT}`,
  ),
  rules: [
    {
      topic: "death",
      pattern:
        /\b(?:death|demise|fatal\w*|mortality|suicid\w*|funeral|widow\w*|pass(?:es|ed)? away|end of (?:your|his|her|their) (?:life|days))\b(?! ?-?lines?)/,
      caught: "This break may mean an early death.",
      passes: "Nothing in a palm speaks of death.",
    },
    {
      topic: "death",
      pattern:
        /\b(?:you|he|she|they|who)\b.{0,40}\b(?:die|dies|died|dying)\b(?! (?:out|away|down|hard))/,
      caught: "You may die young if the line stops here.",
      passes: "You see the line die out under the middle finger.",
    },
    {
      topic: "death",
      pattern: /\b(?:long|short|longer|shorter|full) life\b(?! ?-?lines?)/,
      caught: "A deep curve promises a long life.",
      passes: "A long life line is traditionally linked with vitality.",
    },
    {
      topic: "death",
      pattern:
        /\b(?:life ?-?spans?|life expectancy|longevity|length of (?:your |the |a )?life|how long (?:you|a person|someone|one) (?:will |may )?lives?)\b(?! ?-?lines?)/,
      caught: "This arc tells the length of your life.",
      passes: "The life line does not show the length of life.",
    },
    {
      topic: "death",
      pattern: new RegExp(
        `\\b(?:live|living|lives)\\b.{0,20}\\b(?:to|until|till|past|beyond)\\b.{0,20}\\b(?:\\d{2,3}|${TENS}|a hundred|old age|ripe)\\b|\\byears (?:left|remaining)?\\s?to live\\b|\\bnot live (?:long|beyond|past)\\b`,
      ),
      firm: true,
      caught: "You will live until eighty.",
      passes: "You seem to live up to what you promise.",
    },
    {
      topic: "accident",
      pattern:
        /(?<!by )\b(?:accidents?|disasters?|calamit\w+|catastroph\w+|drown\w*|plane crash|car crash|injur(?:y|ies|ed)|mishaps?|tragedy|tragic)\b/,
      caught: "A cross here may point to an accident on a journey.",
      passes: "Friends may find that little happens by accident with you.",
    },
    {
      topic: "illness",
      pattern:
        /\b(?:cancer|diabet\w+|heart (?:disease|attack|trouble|problems?|condition)|tumou?rs?|asthma|arthritis|schizophren\w+|bipolar|hypertension|blood pressure|kidneys?|liver|ulcers?|paralys\w+|epilep\w+|insomnia|migraines?|diseases?|illness(?:es)?|sickness\w*|ailments?|symptoms?|surger\w+|hospitals?|hospitali[sz]ed|medication|infections?|disabilit\w+)\b/,
      caught: "You may develop diabetes later.",
      passes: "This line says nothing about illness.",
    },
    {
      topic: "illness",
      pattern:
        /\b(?:suffer from|prone to|fall|falls|get|become|risk of|into|a|have|diagnos\w+) (?:depression|ill|sick|a stroke|anxiety|panic|stroke)\b(?! of)|\bdiagnos(?:e|es|ed|is)\b/,
      caught: "You may fall ill when you work too much.",
      passes: "You may know with one stroke of the pen what you want.",
    },
    {
      topic: "illness",
      pattern:
        /\b(?:poor|ill|bad|weak|failing|delicate|fragile|declining|excellent|perfect) health\b|\bhealth (?:problems?|issues?|troubles?|risks?|crisis|scares?|complaints?)\b|\bweak(?:ness of the)? (?:heart|lungs?|stomach|digestion|nerves|immunity|constitution)\b|\bstay healthy all\b/,
      caught: "A faint line is a sign of poor health.",
      passes: "The old books call this the health line, and we only note that it is there.",
    },
    {
      topic: "illness",
      pattern:
        /\b(?:pregnan\w+|miscarr\w+|infertil\w+|fertility|childbirth|abortion|barren|childless\w*|menopause|conceive (?:a (?:child|baby)|naturally|easily|soon))\b/,
      caught: "A pregnancy may be near.",
      passes: "A fertile imagination is traditionally linked with this mount.",
    },
    {
      topic: "unborn_child",
      pattern:
        /\b(?:unborn|f(?:o)?etus|baby (?:boy|girl)|(?:boy|girl|male|female) child|son or (?:a )?daughter|boy or (?:a )?girl|expecting a (?:boy|girl|son|daughter))\b/,
      caught: "The sign promises a boy child.",
      passes: "Your curiosity may be that of a child with a new book.",
    },
    {
      topic: "unborn_child",
      pattern:
        /\b(?:have|bear|beget|father|blessed with|get|born)\b.{0,15}\b(?:sons?|daughters?|(?:baby )?(?:boy|girl))\b|\bchild(?:ren)?\b.{0,25}\b(?:boy|girl|son|daughter|male|female)s?\b/,
      caught: "You will have a son.",
      passes: "People may come to you as to an elder brother.",
    },
    {
      topic: "family_count",
      pattern:
        /\b(?:one|two|three|four|five|several|many|multiple|second|third|\d)\s(?:\w+\s)?(?:marriages?|weddings?|husbands?|wives|children|kids|child)\b(?! lines?)|\b(?:number of|how many) (?:your |the )?(?:marriages|children|weddings|kids)\b/,
      caught: "Two marriages are shown here.",
      passes: "Two marriage lines are faintly visible at the edge.",
    },
    {
      topic: "family_count",
      pattern:
        /\b(?:marry|married|remarry|wed)\b.{0,15}\b(?:once|twice|again|late|early|young|soon|before|after|times)\b|\b(?:early|late|delayed|second) marriage\b|\b(?:never|not) (?:get )?marr(?:y|ied)\b|\b(?:remain|stay) (?:single|unmarried)\b/,
      caught: "You may marry late.",
      passes: "Affection that is shown early and often suits this heart line.",
    },
    {
      topic: "infidelity",
      pattern:
        /\b(?:infidel\w*|unfaithful\w*|adulter\w+|extra-?marital|cheat(?:s|ed|ing)? on|divorc\w+|betray(?:al|ed by| you)\b|separat\w+ from your (?:spouse|husband|wife|partner)|(?:secret|love) affairs?|mistress)\b/,
      caught: "A break in the heart line means that you will divorce.",
      passes: "A short thumb may betray a quick temper.",
    },
    {
      topic: "money_advice",
      pattern:
        /\b(?:court case|lawsuits?|litigation|legal (?:trouble|dispute|battle|case|matter|problem)s?|prison|jail\w*|imprison\w*|arrested|police case|sue (?:him|her|them|your))\b/,
      caught: "A court case may go in your favour.",
      passes: "You may weigh a matter as carefully as a judge.",
    },
    {
      topic: "money_advice",
      pattern:
        /\b(?:stock market|share market|mutual funds?|crypto\w*|bitcoin|forex|lotter(?:y|ies)|gambl(?:e|ing)|casino|jackpot|lucky numbers?|betting|speculat(?:e|ion))\b|\binvest(?:ing|ment)?s?\b.{0,25}\b(?:stocks?|shares?|gold|land|property|real estate|business|profit|gains?|pay off|returns?|money|loss(?:es)?)\b|\b(?:buy|sell|put (?:your )?money in(?:to)?)\b.{0,15}\b(?:stocks?|shares|gold|land|property|house)\b|\b(?:good|right|lucky|favou?rable) (?:time|period|year) (?:to|for) (?:invest|buy|sell|trade|trading|loans?|a loan|investment)\w*/,
      caught: "This is a good time to invest in gold.",
      passes: "You may like to invest time in few friends rather than in many.",
    },
    {
      topic: "promise",
      pattern:
        /\b(?:become|be|get|grow|make you|turn) (?:\w+ ){0,2}(?:rich|wealthy|millionaire|famous|crorepati)\b|\b(?:sudden|unexpected|great|immense|huge|unearned) (?:wealth|money|fortune|riches)\b|\bwindfall\b|\binherit (?:\w+ ){0,2}(?:money|property|wealth|land|fortune|house)\b/,
      caught: "You will become very rich.",
      passes: "What you inherit is read on the passive hand.",
    },
    {
      topic: "promise",
      pattern:
        /\b(?:will|'ll|shall|going to|guaranteed|assured|certain of)\b.{0,25}\b(?:jobs?|promotion|money|wealth|salary|pay rise|visa|success\w*|fame|exam|riches|prosper\w*)\b|\b(?:jobs?|promotion|money|wealth|success|fame|prosperity)\b (?:will|shall|comes|awaits|is (?:going to|guaranteed|waiting))\b/,
      caught: "A government job will come to you.",
      passes: "You may enjoy a job in which things are explained.",
    },
    {
      topic: "date",
      pattern: /\b(?:19|20)\d{2}\b/,
      firm: true,
      caught: "In 2031 your luck turns.",
      passes: "The line was seen at 20 points of its course.",
    },
    {
      topic: "date",
      pattern: new RegExp(
        `\\bage(?:d|s)?(?: of| from)? (?:\\d{1,2}|${TENS})\\b|\\b\\d{1,3}(?: |-)(?:years?|yrs?)(?: |-)olds?\\b|\\b(?:at|by|around|after|before|until|till|past|turn(?:ing)?|from|between) (?:about |age )?(?:\\d{2}|${TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?\\b(?! ?(?:%|percent|degrees|°|points|pixels|photos|minutes|words))|\\b(?:in|by|after) (?:your|the) (?:(?:early|mid|middle|late)[- ])?(?:teens|twenties|thirties|forties|fifties|sixties|\\d0s)\\b`,
      ),
      caught: "Your work may change around thirty-five.",
      passes: "The thumb stands at about 50 degrees from the index finger.",
    },
    {
      topic: "date",
      pattern: new RegExp(
        `\\b(?:within|in|after|over|for) (?:about |the next |the coming |next )?${NUMBER} (?:more )?${PERIOD}\\b|\\b(?:within|in|over|during) the (?:next|coming|following) (?:few |couple of )?${PERIOD}\\b|\\b(?:will|shall|may|might|could|expect|brings?|be)\\b.{0,40}\\b(?:next|this|coming) (?:year|month|week)\\b|\\b(?:in|by|from|until|around|after|before|since) (?:january|february|april|june|july|august|september|october|november|december)\\b`,
      ),
      unless: new RegExp(
        `\\bonce in\\b|^(?!.*\\b(?:will|may|might|could|shall) (?:\\w+ )?(?:come|happen|change|arrive|turn|bring|find|meet|get|marry|move|begin|start|end)\\b)(?:.*[,:])? ?(?:(?:and|or|then|please|simply|perhaps|maybe|${PERIOD}) )*${DO}\\b|\\b(?:may|might|could|would) (?:help|be (?:good|nice|kind|worth\\w*)|do you good)(?: you)? to ${DO}\\b|\\byou (?:may|might|could) (?:like to )?(?:try|write|set|keep a)\\b`,
      ),
      caught: "A change of home may come within two years.",
      passes: "Write down for two weeks what gave you joy.",
    },
    {
      topic: "score",
      pattern:
        /\b\d{1,3}(?:\.\d+)? ?(?:%|percent\b|per cent\b)|\b\d{1,3} ?(?:\/|out of) ?(?:5|10|100)\b|\bone (?:person )?in (?:a )?(?:thousand|hundred|million)\b/,
      caught: "Your love score is 87%.",
      passes: "Seven of these things were seen clearly.",
    },
    {
      topic: "group",
      pattern:
        /\b(?:castes?|brahmins?|kshatriyas?|vaishyas?|shudras?|dalits?|muslims?|christians?|sikhs?|jews?|jewish)\b|\bhindus?\b(?! (?:tradition|custom|text|book|astrolog|culture|palm|myth|writing))/,
      caught: "Such a hand belongs to a brahmin.",
      passes: "In Hindu tradition the palm is read with the fingers upwards.",
    },
    {
      topic: "group",
      pattern:
        /\b(?:dark|fair|pale|brown|black|white|yellow\w*|red(?:dish)?|pink\w*)[- ](?:skin(?:ned)?|complexion|palms?|hands?)\b|\b(?:skin|palm|hand)s? (?:is|are) (?:\w+ )?(?:dark|fair|pale|brown|black|yellow\w*|red(?:dish)?|pink\w*)\b(?! (?:(?:in|on|from) )?(?:\w+ )?(?:photos?|pictures?|light|shadows?)\b)|\b(?:skin colou?r|skin tone|complexion|your religion|your faith|your race|ethnic\w*)\b/,
      caught: "Your pale skin shows a cool nature.",
      passes: "The skin’s colour is not read: light changes it too much.",
    },
    {
      topic: "insult",
      pattern:
        /\b(?:elementary|primitive|criminal'?s?|murderer'?s?|idiot'?s?|thief'?s|brutal|brutish|savage|simian) (?:\w+ )?(?:hands?|palms?|types?|lines?|nature|mind|tendenc\w+)\b|\b(?:idiots?|idiotic|stupid\w*|degenerate|dull-witted|feeble-minded|characterless|immoral|retarded|low-born)\b|\byou (?:are|may be|might be|seem|tend to be) (?:\w+ )?(?:dishonest|a liar|selfish|greedy|lazy|cruel|lustful|vulgar|a thief)\b/,
      firm: true,
      caught: "This is an elementary hand of a simple mind.",
      passes: "Each of the elements has a hand of its own in modern books.",
    },
    {
      topic: "third_person",
      pattern: new RegExp(
        `\\byour (?:future |late )?${RELATIVE} (?:\\w+ )?(?:is|are|will|has|was|may be|might be|could be|seems?|must|hides?|loves?|wants?)\\b|\\b(?:handsome|beautiful|rich|loyal|wealthy|loving|good-looking|jealous) (?:husband|wife|spouse)\\b|\\b${RELATIVE}'s (?:character|nature|secret|intentions?|fate)\\b`,
      ),
      caught: "Your husband is a stubborn man.",
      passes: "You may tell your partner early what you need.",
    },
    {
      topic: "remedy",
      pattern:
        /\b(?:gem(?: ?stones?)?|rub(?:y|ies)|sapphires?|red coral|corals?|emeralds?|amulets?|talismans?|yantras?|rudraksha|pukhraj|neelam|moonga|pooja|puja|havan|homa|exorcis\w*|vashikaran|lucky charms?|(?:chant|recite|repeat)\w* (?:\w+ ){0,3}mantras?|mantras? (?:for|to) (?:ward|remove|attract)|fast(?:ing)? on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|planetary remed\w+|remed(?:y|ies))\b/,
      unless: new RegExp(
        `${NOT}[^,]{0,60}(?:\\b(?:need|necessary|sell|recommend|requir|prescrib|offer|suggest|help|ask)\\w*|\\b(?:remed|gem|ritual)\\w*)`,
      ),
      caught: "Wear a ruby on this finger.",
      passes: "You need no gemstone and no ritual for any of this.",
    },
    {
      topic: "fear",
      pattern:
        /\b(?:beware|doom\w*|ominous|inauspicious|unlucky|bad luck|misfortunes?|ill[- ]fated|evil|bad omens?|malefic|cursed?|curses|manglik|dosha?|sade sati|kaal sarp|black magic|in danger|dangers? (?:in|from|of|ahead|to)|dangerous (?:time|period|phase|line|sign|journey)|(?:hidden|secret) enem(?:y|ies)|heavy loss(?:es)?|poverty|bankrupt\w*|into debt|in debt|lose everything|ruin(?:ed|s)?)\b/,
      unless: new RegExp(NOT),
      caught: "Beware of hidden enemies in the coming time.",
      passes: "A line that is missing is nothing unlucky.",
    },
    {
      topic: "fear",
      pattern:
        /\b(?:you |your (?:\w+ ){1,2})(?:will|may|might|could|can|are going to|must) (?:\w+ )?(?:suffer|fail|lose (?:money|(?:your|all|a|the)\b(?! (?:thread|way|patience|temper|track|focus|interest|sense of time)))|regret|be (?:alone|lonely|abandoned|deceived|attacked|ruined))\b/,
      caught: "You may suffer great sorrow in love.",
      passes: "You may notice sooner than others when a plan does not work.",
    },
    {
      topic: "minor",
      pattern:
        /\b(?:child's|children's|baby's|boy's|girl's|infant's|toddler's|kid's|son's|daughter's) (?:\w+ )?(?:palms?|hands?|futures?|lines?|fate)\b|\b(?:palm|hand|future) of (?:a|this|the|your) (?:child|baby|infant|toddler|boy|girl|minor)\b|\bthis (?:child|boy|girl|baby|kid|teenager|infant) (?:is|has|will|may)\b|\bwhen (?:he|she|they|the child|your child) grows? up\b/,
      caught: "This child may become a teacher.",
      passes: "You may have kept the curiosity of your school days.",
    },
    {
      topic: "certainty",
      pattern:
        /\b(?:will|shall|going to|must) (?:most )?(?:definitely|certainly|surely|undoubtedly|absolutely|inevitably|always)\b|\b(?:definitely|certainly|surely|undoubtedly|inevitably|absolutely) (?:will|be|become|get|marry|win|find|succeed|happen|means?|shows?|proves?)\b|\b(?:destined|predestined|inevitable|foreordained|guaranteed?s?|for sure|bound to|certain to|sure to|beyond doubt|without (?:a |any )?doubt|no doubt|it is written|proves? that)\b/,
      unless: new RegExp(NOT.replace("|without", "")),
      caught: "You will definitely find happiness abroad.",
      passes: "Nothing here is guaranteed: lines are read as tendencies.",
    },
    {
      topic: "certainty",
      pattern:
        /\byou(?:'ll| will| shall| are going to) (?:\w+ )?(?:become|marry|win|earn|achieve|succeed|rise|overcome|attain|settle|move|travel|lose|face|meet your|fall in love|find (?:love|true|your)|be (?:happy|famous|loved|blessed|successful|respected|lucky|a )|have (?:a (?:happy|good|great|long|bad|hard|successful|big)|success|fame|trouble|problems|luck|money)|get (?:a (?:job|house|car|partner)|married|success|fame|money))/,
      caught: "You will marry happily and settle abroad.",
      passes: "You will find the glossary at the end of this page.",
    },
  ],
};
