import type { ComparedTrait, ReportRules } from "./report-rules.ts";

/** As part of a sentence that compares two hands. */
const phrases: Record<ComparedTrait, string> = {
  palm_long: "the palm is clearly longer than it is wide",
  palm_square: "the palm is about as wide as it is long",
  palm_between: "the palm is a little longer than it is wide",
  fingers_long: "the fingers are long for the palm",
  fingers_short: "the fingers are short for the palm",
  fingers_between: "the fingers are neither long nor short for the palm",
  index_longer: "the index finger is longer than the ring finger",
  ring_longer: "the ring finger is longer than the index finger",
  index_ring_equal: "index and ring finger are about equal",
};

/** Meanings after the same sources as rules.en.ts. */
export const reportRulesEn: ReportRules = {
  kinds: {
    earth: {
      means:
        "Tradition calls this an earth hand (prithvi) and gives it to people who like what they can touch and plans that they can carry out. It is linked with keeping one’s word.",
      character:
        "An earth hand may suggest that you trust what has proved itself, and that others turn to you when something simply has to be done.",
      strength:
        "You may bring calm into a room: an earth hand is linked with people who stay when things get tiring.",
      growth:
        "The same steadiness can hold on for too long. It may help to try a new way once before you decide that the old one is better.",
      advice:
        "Give your patience a small task of its own: something that you make or tend with your hands every week.",
      question: "How does an earth hand show itself in daily life?",
    },
    air: {
      means:
        "Tradition calls this an air hand (vayu). The square palm is read as order and the long fingers as thought; together they are linked with the pleasure of finding out and of explaining.",
      character:
        "An air hand may suggest that you understand a thing best while you talk it over, and that you like to know the reason for a rule before you keep it.",
      strength:
        "You may be quick to see how two ideas fit together, and to find words for it that others can follow.",
      growth:
        "Thoughts can go round for longer than they need to. It may help to write the question down and to leave it until the next day.",
      advice:
        "Choose one conversation this week in which you mostly listen, and notice what you learn from it.",
      question: "What does an air hand say about the way I learn?",
    },
    fire: {
      means:
        "Tradition calls this a fire hand (agni). The long palm is read as feeling and the short fingers as quick action; together they are linked with warmth and with the courage to begin.",
      character:
        "A fire hand may suggest that you have decided while others still weigh things up, and that your good mood carries people along.",
      strength: "You may find it easy to make a start, and to give others the heart to join in.",
      growth:
        "What begins quickly can lose its charm half way. It may help to agree with somebody beforehand what “finished” means.",
      advice: "Before the next new plan, bring one that you have already begun to its end.",
      question: "Where does the energy of a fire hand do most good?",
    },
    water: {
      means:
        "Tradition calls this a water hand (jal). A long palm with long fingers is linked with a fine sense for moods, with imagination and with care for others.",
      character:
        "A water hand may suggest that you notice what is not said, and that quiet and beauty matter to you more than you show.",
      strength: "You may sense early how somebody feels, and answer with tact.",
      growth:
        "The moods of others can stay with you for a long time. It may help to ask yourself now and then which feeling is really your own.",
      advice:
        "Keep a quiet quarter of an hour a day for yourself, with music, a walk or a page of writing.",
      question: "How can I use the imagination of a water hand at work?",
    },
    mixed: {
      means:
        "By its measures your hand lies between the four elements. Tradition calls such a hand mixed and links it with people who can do several things well without belonging to one kind.",
      character:
        "A mixed hand may suggest that you adapt easily: practical where work is waiting, thoughtful where there is time.",
      strength:
        "You may get on with very different people, because you know a little of each of them in yourself.",
      growth:
        "Whoever can go many ways sometimes stands at the crossing for long. It may help to choose one way for a fixed time and then to look again.",
      advice:
        "Write down three things that you did gladly this month; they may tell which side of your nature wants more room.",
      question: "What does it mean that my hand lies between the elements?",
    },
  },
  unmeasured: {
    open: {
      observed:
        "We found your open palm, but could not tell its fingers apart surely enough to measure them.",
      means:
        "Without their lengths we name no element. A palm that is held open is traditionally linked with openness; more than that we do not say.",
      advice: [
        "For a fuller report, send another photo: hold the palm flat in front of a plain background, with a clear gap between all fingers.",
        "Take it from straight above, in daylight, with the fingertips and the wrist inside the picture.",
      ],
    },
    closed: {
      observed: "We saw your palm upright, with the fingers held together.",
      means:
        "Tradition links fingers that are held together with care and reserve. To which element the hand belongs can be said only when they are apart.",
      advice: [
        "For a fuller report, send another photo with the fingers spread, so that the background shows between all of them.",
        "Take it from straight above, in daylight, with the fingertips and the wrist inside the picture.",
      ],
    },
  },
  fingers: {
    fingers_long: {
      observed: "Your middle finger is long beside your palm.",
      means:
        "Tradition gives this finger to Saturn (Shani) and links it with patience and duty; a long one may suggest that you like to be thorough.",
      mind: "Long fingers may suggest that you want to know a matter to its last detail before you judge it.",
      strength: "You may see the small thing that everybody else has overlooked.",
      growth:
        "Care for detail can cost more time than the matter is worth. It may help to decide beforehand when good is good enough.",
      question: "Where does care for detail help me, and where does it hold me up?",
    },
    fingers_short: {
      observed: "Your middle finger is short beside your palm.",
      means:
        "Tradition gives this finger to Saturn (Shani) and links it with patience and duty; a short one may suggest that you like to come to the point.",
      mind: "Short fingers may suggest that you take in the whole of a matter at once and trust your first impression.",
      strength: "You may decide quickly, and spare others a long wait.",
      growth:
        "The first impression is not always the whole one. It may help to sleep on what cannot be taken back.",
      question: "How do short fingers go together with the rest of my hand?",
    },
    fingers_between: {
      observed: "Your middle finger is neither long nor short beside your palm.",
      means:
        "Tradition gives this finger to Saturn (Shani) and links it with patience and duty; a middling one may suggest an even measure of duty and of ease.",
      mind: "Fingers of middle length may suggest that you look at the whole first, and at the details once they matter.",
      strength: "You may find the right pace without being told.",
      growth:
        "An even pace can make everything seem equally important. It may help to give one thing more time than the others.",
      question: "What does tradition say of fingers of middle length?",
    },
  },
  thumb: {
    thumb_open: {
      means:
        "Tradition reads the thumb as the will. Held well away, it is linked with generosity and with going one’s own way.",
      strength: "You may make up your own mind, and leave others the same freedom.",
    },
    thumb_close: {
      means:
        "Tradition reads the thumb as the will. Held close, it is linked with caution and with keeping things to oneself.",
      strength: "You may keep a secret well, and think before you promise.",
    },
  },
  spread: {
    spread_wide: {
      relationships:
        "Fingers held wide apart may suggest that you like company and still need room of your own.",
      growth:
        "Whoever needs room may seem further away than they feel. It may help to say so once, in plain words.",
    },
    spread_close: {
      relationships:
        "Fingers held close together may suggest that you let few people near, and that you stand by those few.",
      growth:
        "Caution can look like distance to people who do not know you. It may help to show a little earlier that you are glad of somebody.",
    },
  },
  lead: {
    index_longer: {
      means:
        "Tradition gives the index finger to Jupiter (Guru) and links it with guidance; where it is the longer one, it may suggest that you like to take charge.",
      career:
        "An index finger longer than the ring finger may suggest that you like work in which you explain, arrange or lead.",
      strength: "You may take responsibility before anybody asks you to.",
      advice:
        "Let somebody else lead for once, in a matter that you know well, and see what they do differently.",
      question: "What does my index finger say about leading others?",
    },
    ring_longer: {
      means:
        "Tradition gives the ring finger to the sun (Surya) and links it with art and recognition; where it is the longer one, it may suggest a liking for bold steps and for being seen.",
      career:
        "A ring finger longer than the index finger may suggest that you like work in which you show something or try something new.",
      strength: "You may dare to do what others only talk about.",
      advice: "Show somebody a thing that you have made, even before it is perfect.",
      question: "What does my ring finger say about the work that suits me?",
    },
    index_ring_equal: {
      means:
        "Tradition gives the index finger to Jupiter (Guru) and the ring finger to the sun (Surya). About equal, they may suggest that ambition and the love of beautiful things keep a balance in you.",
      career:
        "Index and ring finger of about one length may suggest that you work as gladly at the head of a group as in the middle of it.",
      strength: "You may lead without pushing, and follow without grumbling.",
      advice:
        "Think of one task in which you would rather lead and of one in which you would rather help, and say so.",
      question: "What does it mean that my index and ring finger are about equal?",
    },
  },
  comparison: {
    similar: (trait) => `On both hands ${phrases[trait]}.`,
    different: ({ left, right }) =>
      `On the left hand ${phrases[left]}; on the right hand ${phrases[right]}.`,
    custom: {
      left: "You write with your left hand. Many Indian traditions call it the active hand, which shows what you make of yourself, and the right one the passive hand, which shows what you were given.",
      right:
        "You write with your right hand. Many Indian traditions call it the active hand, which shows what you make of yourself, and the left one the passive hand, which shows what you were given.",
      both: "Many Indian traditions read the left hand as what was given and the right one as what was made of it. You write with both, so neither counts for more.",
      unsaid:
        "Many Indian traditions read the left hand as what was given and the right one as what was made of it.",
    },
    olderCustom:
      "An older custom reads the right hand of a man and the left hand of a woman; we read both in the same way.",
    near: "In what could be seen on both, your hands lie close to each other, without a clear difference.",
    alike: "Two hands that are alike are read as a life that stays close to one’s nature.",
    unlike: "Where the two differ, tradition sees what you may have changed by yourself.",
  },
  photoOf: {
    left: "The photo shows your left hand.",
    right: "The photo shows your right hand.",
  },
  view: {
    active:
      "You write with this hand, so many Indian traditions would call it the active one: it shows what you make of yourself.",
    passive:
      "You do not write with this hand, so many Indian traditions would call it the passive one: it shows what you were given.",
    both: "You write with both hands, so this one stands neither for what was given alone nor for what was made of it.",
    unsaid:
      "Many Indian traditions read the left hand as what was given, and the right one as what was made of it.",
  },
  readFrom: {
    left: "Palm and fingers are told of as they are on your left hand.",
    right: "Palm and fingers are told of as they are on your right hand.",
  },
  otherHand:
    "Send a photo of your other hand some day: tradition reads neither hand without the other one.",
  unseenLine:
    "What was not seen is not read: a line may be hidden by the light or the skin, and its absence means nothing bad.",
  limits: {
    estimates:
      "Lengths are estimates from a photo; another light or another angle may change them a little.",
    noLengths: "No lengths could be measured, so nothing is said of palm and finger shapes.",
    noThumb: "The thumb could not be seen well enough to speak of it.",
    notCompared: "Too little could be seen on both hands at once to compare them.",
    onlyMeasured: {
      left: "Fingers could be measured on your left hand only, so they are not compared.",
      right: "Fingers could be measured on your right hand only, so they are not compared.",
    },
  },
  questions: {
    compare: "What does tradition make of how my two hands compare?",
    otherHand: "What would a photo of my other hand add?",
    tradition: "What in this reading was seen, and what does tradition add to it?",
    measurable: "How do I take a photo that can be measured?",
    unmeasured: [
      "What do the four elements of the hand stand for?",
      "Why does tradition look at the fingers before the lines?",
      "Which hand does tradition read, the left or the right?",
    ],
  },
};
