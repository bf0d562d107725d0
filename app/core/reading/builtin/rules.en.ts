import type { Rules } from "./rules.ts";

/**
 * Meanings as the Indian and the classical European books agree on them, put as tendencies: hand types and fingers
 * after the sources listed in docs/builtin-reader.md.
 */
export const rulesEn: Rules = {
  traits: {
    palm_long: {
      seen: "Your palm is clearly longer than it is wide",
      says: "traditionally linked with feeling and imagination",
    },
    palm_square: {
      seen: "Your palm is about as wide as it is long",
      says: "traditionally linked with steadiness and common sense",
    },
    palm_between: {
      seen: "Your palm is a little longer than it is wide",
      says: "traditionally read as a balance of doing and dreaming",
    },
    fingers_long: {
      seen: "Your fingers are long for your palm",
      says: "traditionally linked with patience for detail",
    },
    fingers_short: {
      seen: "Your fingers are short for your palm",
      says: "traditionally linked with quick grasp and quick decisions",
    },
    fingers_between: {
      seen: "Your fingers are neither long nor short for your palm",
      says: "traditionally read as an even pace",
    },
    index_longer: {
      seen: "Your index finger is longer than your ring finger",
      says: "may suggest that you like to lead",
    },
    ring_longer: {
      seen: "Your ring finger is longer than your index finger",
      says: "may suggest a taste for risk and for show",
    },
    index_ring_equal: {
      seen: "Your index and ring finger are about equal",
      says: "may suggest that you lead and follow with equal ease",
    },
    spread_wide: {
      seen: "You hold your fingers wide apart",
      says: "traditionally linked with openness and independence",
    },
    spread_close: {
      seen: "You hold your fingers close to each other",
      says: "traditionally linked with care and reserve",
    },
    thumb_open: {
      seen: "Your thumb stands well away from the hand",
      says: "may suggest a generous, independent will",
    },
    thumb_close: {
      seen: "Your thumb lies close to the hand",
      says: "may suggest a careful will that keeps its counsel",
    },
    palm_open: {
      seen: "You hold your palm open",
      says: "traditionally linked with openness",
    },
    fingers_closed: {
      seen: "You hold your fingers together",
      says: "traditionally linked with care and reserve",
    },
  },
  elements: {
    earth: {
      headline: "A square palm with short fingers: an earth hand",
      says: "Tradition calls this an earth hand and links it with reliability, patience and work done with one’s own hands.",
    },
    air: {
      headline: "A square palm with long fingers: an air hand",
      says: "Tradition calls this an air hand and links it with curiosity, conversation and quick understanding.",
    },
    fire: {
      headline: "A long palm with short fingers: a fire hand",
      says: "Tradition calls this a fire hand and links it with energy, warmth and the wish to begin things.",
    },
    water: {
      headline: "A long palm with long fingers: a water hand",
      says: "Tradition calls this a water hand and links it with feeling, imagination and care for others.",
    },
  },
  headline: {
    alone: {
      open: "An open palm",
      closed: "An upright palm with its fingers together",
      between: "A hand between the types",
    },
    hand: {
      earth: "An earth hand",
      air: "An air hand",
      fire: "A fire hand",
      water: "A water hand",
      open: "An open palm",
      closed: "An upright palm",
      between: "A hand between the types",
    },
  },
  sawHand: {
    left: "We saw your left palm.",
    right: "We saw your right palm.",
    both_left: "We saw both of your palms; the shape is told of as it is on the left hand.",
    both_right: "We saw both of your palms; the shape is told of as it is on the right hand.",
    both: "We saw both of your palms.",
  },
  saysOfBetween:
    "It lies between the four types of hand that tradition names after the elements, which it reads as a mixed nature: practical on one day, thoughtful on the next.",
  saysOfOpen:
    "Tradition links a palm held open towards the camera with openness. We could not measure the fingers surely enough to say which type of hand it is.",
  saysOfClosed:
    "The fingers lie together, which tradition links with care and reserve. With the fingers spread we could also measure them and say which type of hand it is.",
  tendencies:
    "All of this is meant as tendencies, not as fate: what becomes of them is yours to decide.",
  moreLight: "Soft light from the side would bring out more of your palm in another photo.",
  writing: {
    same: "This is the hand you write with: traditionally read as what you make of yourself.",
    other:
      "This is not the hand you write with: traditionally read as what you were given to begin with.",
    both: "You write with both hands, so tradition gives neither of them more weight.",
    both_given:
      "You sent both hands: traditionally one shows what was given, the other what became of it.",
    unsaid: "A photo of the other hand would allow a comparison, which tradition always asks for.",
  },
  tips: {
    blur: "A sharper photo would tell more: tap on the palm to focus before you take it.",
    dark: "More light would tell more: daylight from a window is best.",
    cropped: "Keep all fingertips inside the picture, and we can measure the fingers.",
    fingers_closed:
      "Spread your fingers so that there is a gap between each of them, and we can measure them.",
    too_small: "Go nearer, so that the palm fills half of the picture.",
  },
  tipNotRead:
    "This photo was left out of the reading. Photograph one open palm from straight above.",
  alike:
    "Your two hands are alike in what could be compared: traditionally read as a nature that stays true to itself.",
  unlike:
    "Your two hands differ in some things: traditionally read as a person who has changed what was given.",
};
