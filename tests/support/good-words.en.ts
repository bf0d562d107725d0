import type { GoodWords } from "./good-answer.ts";

export const goodWordsEn: GoodWords = {
  summary: {
    headline: "A steady hand with a clear heart line",
    text: "Your palm is about as wide as it is long, and three main lines can be followed on the photo. The heart line runs in a clear curve up to the space between index and middle finger, which tradition links with warmth that is shown and kept. A straight head line stands beside it, so feeling and plain sense may both have a say in what you decide.",
    highlights: [
      "Heart line, clear and curved: traditionally linked with open warmth.",
      "Head line, straight: may suggest practical thinking.",
      "Palm, nearly square: traditionally linked with steadiness.",
    ],
  },
  hand: {
    observed:
      "The palm is nearly square, the fingers are a little shorter than it is long, and they lie slightly apart.",
    meaning:
      "In many Indian books this is an earth hand (prithvi). It is given to people who like to see a thing done rather than talked about, and who trust what has proved itself. It may suggest a calm that others notice before you do.",
  },
  lines: {
    heart: {
      observed: [
        "It starts at the edge under the little finger, rises in an even curve and can be followed without a gap.",
        "Here the same curve is thinner, and its last part fades before the index finger.",
      ],
      ends: "between index and middle finger",
      meaning:
        "Tradition reads this line (hriday rekha) for feeling and for how we relate to others. A curve that ends between these two fingers is traditionally linked with affection that has both warmth and measure. You may be quick to care and slower to say so, until you feel sure of the other person.",
    },
    head: {
      observed: [
        "It begins together with the life line and crosses the palm almost straight, ending below the ring finger.",
        "On this side it slopes down a little more and is fainter at its end.",
      ],
      ends: "under the ring finger",
      meaning:
        "The head line (mastishk rekha) stands for attention and for the way decisions are made. Where it starts joined to the life line, tradition speaks of somebody who looks twice before a step. The straight course may suggest that facts convince you sooner than big words do.",
    },
    life: {
      observed: [
        "It leaves the head line at the thumb's side and goes round the ball of the thumb in a wide arc.",
        "The arc is just as wide, with a fine second line inside it for a short way.",
      ],
      ends: "near the wrist",
      meaning:
        "This line (jivan rekha) is read for vitality, home and change; it does not show the length of life. A wide arc is traditionally linked with warmth towards family and with energy that comes back after rest.",
    },
  },
  fate: {
    observed: "No line towards the middle finger can be made out with any confidence.",
    meaning:
      "The fate line (bhagya rekha) is missing on many hands, and nothing bad is read from that. Many teachers call it the sign of a path that a person makes for themselves.",
  },
  mounts: {
    venus:
      "The ball of the thumb looks evenly rounded, as far as a flat picture shows it. Tradition links it with comfort, music and hospitality.",
    moon: "The outer heel of the hand seems neither high nor flat. Books place imagination and the wish to see other places here.",
  },
  fingers: {
    thumb: {
      observed: "The thumb stands well away from the index finger.",
      meaning: "An open thumb may suggest that you like to decide for yourself and share freely.",
    },
    index: {
      observed: "Index and ring finger are about equally long.",
      meaning:
        "Guru's finger and Surya's finger in balance are read as leading when needed and stepping back gladly afterwards.",
    },
    little: {
      observed: "The little finger reaches the last joint of its neighbour.",
      meaning: "Budh's finger of this kind is traditionally linked with clear speech.",
    },
  },
  relationship: {
    observed: "A short, fine crease may be visible at the edge under the little finger.",
    meaning:
      "It is named after relationships, yet teachers disagree about it, so it is only mentioned here.",
  },
  comparison: {
    similarity: "The heart line takes the same course on both palms.",
    difference: "The head line is straighter on one palm than on the other.",
    meaning:
      "Where both agree, tradition speaks of a nature that shows itself; where they differ, of something that you have shaped by practice.",
  },
  areas: {
    character:
      "The square palm and the open thumb together may point to somebody on whom others can lean, and who still keeps a mind of their own.",
    mind: "You may learn best by trying a thing out. Long theory could tire you, while a worked example stays with you for years.",
    relationships:
      "The curved heart line may suggest that small daily signs mean more to you than grand words. Saying what you need, early and kindly, could spare you some silent waiting.",
    career:
      "Work with visible results might suit you, all the more where things have to be explained well to different people.",
    prosperity:
      "Tradition would call this an open hand that still counts. You may enjoy giving, and feel easier when something is put aside first.",
    inner_life:
      "Quiet work with the hands, a walk or music may bring you back to yourself more surely than advice does.",
  },
  strengths: [
    "You may stay calm when plans change, and that calm can spread to those around you.",
    "People may trust your word because you give it rarely and mean it.",
    "You might see quickly which part of a problem can be solved today.",
  ],
  growth: [
    "What has worked once can become the only way that you try; a second way is worth a look.",
    "Feelings that are carried for a long time without a word may weigh more than they need to.",
  ],
  guidance: [
    "Choose one thing this week that you make or mend with your hands, and give it your full attention.",
    "Tell one person what you value in them, in a plain sentence.",
    "Before the next large decision, write both sides down and sleep on it.",
  ],
  limits:
    "Mounts can hardly be judged on a flat picture, and fine creases near the edge are unsure. The fate line and small marks were left out because they could not be seen well enough.",
  questions: [
    "How do my heart line and my head line work together?",
    "What does tradition say about a missing fate line?",
    "Which of these strengths could I use more at work?",
    "What does an earth hand say about how I rest?",
  ],
};
