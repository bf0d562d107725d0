import type { LineRules } from "./line-rules.ts";

/** Meanings after the books and pages named in rule-sources.ts, put as tendencies. */
export const lineRulesEn: LineRules = {
  names: { heart: "heart line", head: "head line", life: "life line", fate: "fate line" },
  about: {
    heart: "Tradition reads feelings and affection in the heart line (hridaya rekha).",
    head: "Tradition reads thinking, attention and decisions in the head line (mastishka rekha).",
    life: "Tradition reads strength, home and change in the life line (jivan rekha). It says nothing of how long a life is.",
    fate: "Tradition reads work, direction and the support of others in the fate line (bhagya rekha).",
  },
  unseen: {
    heart:
      "We could not make out your heart line, so nothing is said of it. The light may be the reason, and it means nothing bad.",
    head: "Your head line did not show surely enough to be drawn. We would rather say nothing than guess; another light often brings it out.",
    life: "Your life line could not be followed here. Nearly every hand has one, so this tells something about the photo and nothing about you.",
    fate: "We did not see a fate line. Many hands show none; tradition takes that as a path people make for themselves, and not as a lack.",
  },
  traits: {
    heart_ends_index: {
      seen: "ends below the index finger",
      says: "An end below the index finger, the finger of Jupiter (Guru), is linked with high ideals in love and friendship.",
    },
    heart_ends_between: {
      seen: "ends between the index and the middle finger",
      says: "An end between these two fingers is read as a balance, with warmth on one side and good sense on the other.",
    },
    heart_ends_middle: {
      seen: "ends below the middle finger",
      says: "An end below the middle finger, the finger of Saturn (Shani), is linked with feelings that are strong and kept private.",
    },
    heart_ends_ring: {
      seen: "ends before it reaches the middle finger",
      says: "An end so early is linked with affection that is shown in deeds more than in words.",
    },
    heart_curved: {
      seen: "runs in a strong curve",
      says: "The curve is read as feeling that shows: joy and annoyance can be seen in the face.",
    },
    heart_gentle: {
      seen: "runs in a gentle curve",
      says: "A gentle curve is read as feeling that opens among close people and is held back in front of others.",
    },
    heart_straight: {
      seen: "runs almost straight",
      says: "A heart line with little curve is read as feeling that passes through the mind first.",
    },
    heart_long: {
      seen: "is long",
      says: "Its length is linked with giving much of oneself to others.",
    },
    heart_short: {
      seen: "is short",
      says: "A short heart line is linked with keeping one’s inner life to oneself.",
    },
    heart_broken: {
      seen: "has a gap",
      says: "The gap is read as a time in which feelings rested and began anew.",
    },
    head_joined: {
      seen: "begins together with the life line",
      says: "A common beginning with the life line is linked with caution, and with respect for what the family thinks.",
    },
    head_near: {
      seen: "begins close to the life line without touching it",
      says: "A small space between the two beginnings is read as an independent mind that still listens.",
    },
    head_apart: {
      seen: "begins well apart from the life line",
      says: "A wide space between the two beginnings is linked with early independence and quick decisions.",
    },
    head_straight: {
      seen: "goes nearly straight across the palm",
      says: "Going straight across, it is linked with practical thinking and a liking for facts.",
    },
    head_gentle: {
      seen: "slopes gently",
      says: "A gentle slope is read as a mind that moves between facts and imagination.",
    },
    head_sloping: {
      seen: "slopes down towards the mount of the Moon",
      says: "Its slope towards the mount of the Moon (Chandra) is linked with imagination and with thinking in pictures.",
    },
    head_long: {
      seen: "is long",
      says: "A long head line is linked with thinking a matter through to its end.",
    },
    head_short: {
      seen: "is short",
      says: "A short head line is linked with coming quickly to a practical conclusion.",
    },
    head_broken: {
      seen: "has a gap",
      says: "A gap in the head line is read as a change in one’s way of thinking.",
    },
    life_wide: {
      seen: "swings far out into the palm",
      says: "A wide arc leaves much room to the mount of Venus (Shukra) and is linked with warmth, zest and an open house.",
    },
    life_even: {
      seen: "goes round the ball of the thumb in an even arc",
      says: "An even arc is read as steady strength, and as a love of home that leaves room for the world.",
    },
    life_narrow: {
      seen: "stays close to the thumb",
      says: "A narrow arc is linked with reserve, and with strength that is used sparingly.",
    },
    life_to_wrist: {
      seen: "can be followed almost to the wrist",
      says: "Reaching so far down, it is linked with roots: family, habits, a place of one’s own.",
    },
    life_half: {
      seen: "can be followed to about the middle of the palm",
      says: "How far the eye can follow it depends on light and skin, and says nothing about the future.",
    },
    life_broken: {
      seen: "has a gap",
      says: "A gap in the life line traditionally stands for a change of place or of habits, and is no reason to worry.",
    },
    fate_from_wrist: {
      seen: "begins near the wrist",
      says: "A beginning near the wrist is linked with a direction that is felt early.",
    },
    fate_from_moon: {
      seen: "begins on the mount of the Moon",
      says: "A beginning on the mount of the Moon (Chandra) is linked with work in which other people play a large part.",
    },
    fate_from_life: {
      seen: "begins on the side of the thumb, near the life line",
      says: "A beginning near the life line is linked with one’s own effort and with the support of the family.",
    },
    fate_from_palm: {
      seen: "begins in the middle of the palm",
      says: "A beginning in the middle of the palm is read as a direction that is found after some searching.",
    },
    fate_to_finger: {
      seen: "reaches up below the middle finger",
      says: "Reaching up to the mount of Saturn (Shani), it is linked with staying true to one’s task.",
    },
    fate_broken: {
      seen: "has a gap",
      says: "A gap in the fate line is read as a change of work or direction, often by one’s own choice.",
    },
  },
  hints: {
    heart_ends_index: "traditionally linked with high ideals in love and friendship",
    heart_ends_between: "traditionally read as a balance of warmth and good sense",
    heart_ends_middle: "traditionally linked with strong feelings that are kept private",
    heart_ends_ring: "traditionally linked with affection that is shown in deeds",
    head_straight: "traditionally linked with practical, orderly thinking",
    head_gentle: "traditionally read as a mind between facts and imagination",
    head_sloping: "traditionally linked with imagination",
    life_wide: "traditionally linked with warmth and zest",
    life_even: "traditionally read as steady strength",
    life_narrow: "traditionally linked with reserve, and strength used sparingly",
    fate_from_wrist: "traditionally linked with a direction that is felt early",
    fate_from_moon: "traditionally linked with work among people",
    fate_from_life: "traditionally linked with one’s own effort",
    fate_from_palm: "traditionally read as a direction found after some searching",
  },
  named: {
    heart_curved: "a curved heart line",
    heart_gentle: "a gently curved heart line",
    heart_straight: "a straight heart line",
    head_straight: "a straight head line",
    head_gentle: "a gently sloping head line",
    head_sloping: "a sloping head line",
    life_wide: "a wide life line",
    life_even: "an even life line",
    life_narrow: "a narrow life line",
  },
  heart: {
    heart_ends_index: {
      relationships:
        "A heart line that ends so far over may suggest that you look up to the people you love, and ask much of yourself for their sake.",
      strength: "You may stay loyal to the people you believe in, also when it is inconvenient.",
      question:
        "What does a heart line that ends below the index finger say about my expectations?",
    },
    heart_ends_between: {
      relationships:
        "A heart line that ends between the fingers may suggest that you give your affection calmly and mean it for a long time.",
      strength: "You may be somebody with whom others feel both liked and safe.",
      question: "Why does tradition like a heart line that ends between two fingers?",
    },
    heart_ends_middle: {
      relationships:
        "A heart line that ends here may suggest that you need some time alone with a feeling before you can speak of it.",
      strength: "You may know exactly what you feel, even when you say little about it.",
      question: "What does tradition make of a heart line that ends below the middle finger?",
    },
    heart_ends_ring: {
      relationships:
        "A heart line that ends early may suggest that you do a great deal for a few people, and find big words hard.",
      strength: "You may help in a practical way where others only express their sympathy.",
      question: "How does a heart line that ends early show itself among friends?",
    },
  },
  heartGrowth: {
    heart_curved:
      "Feelings that show at once can be louder than you mean them. It may help to take one breath before you answer.",
    heart_gentle:
      "People outside your circle may not guess how much you like them. It may help to tell one of them.",
    heart_straight:
      "What you feel may stay unsaid for too long. It may help to say it in one plain sentence.",
  },
  headStart: {
    head_joined: {
      strength: "You may think before you act, and so spare yourself many a mistake.",
      growth:
        "Caution can ask for one more opinion than is needed. It may help to decide one small thing a day alone.",
    },
    head_near: {
      strength: "You may form your own view and still hear what others say.",
      growth:
        "Whoever sees both sides may wait for the perfect moment. It may help to set a day for a decision.",
    },
    head_apart: {
      strength: "You may trust your own judgement while others still hesitate.",
      growth:
        "A quick decision can run ahead of the people whom it concerns. It may help to tell them first.",
    },
  },
  head: {
    head_straight: {
      mind: "A straight head line may suggest that you learn best from examples and clear steps, and soon ask what a thing is good for.",
      question: "Which kinds of learning does tradition link with a straight head line?",
    },
    head_gentle: {
      mind: "A gently sloping head line may suggest that you first gather what is known, and then let your imagination play with it.",
      question: "How do facts and imagination go together in a head line that slopes gently?",
    },
    head_sloping: {
      mind: "A sloping head line may suggest that you understand a thing best as a story or a picture.",
      question: "What can I do with the imagination that tradition sees in a sloping head line?",
    },
  },
  innerLife: {
    heart_curved: {
      head_straight:
        "A curved heart line beside a straight head line may suggest warm feelings and a cool head: quick to be moved, slow to be persuaded.",
      head_gentle:
        "A curved heart line beside a gently sloping head line may suggest that feeling leads and thought follows close behind.",
      head_sloping:
        "A curved heart line beside a sloping head line may suggest a rich inner world, in which music, stories and people leave deep traces.",
    },
    heart_gentle: {
      head_straight:
        "A gently curved heart line beside a straight head line may suggest a calm inner life that likes order before it opens up.",
      head_gentle:
        "Heart line and head line both bend only gently, which may suggest that feeling and thought seldom quarrel in you.",
      head_sloping:
        "A gently curved heart line beside a sloping head line may suggest that your imagination wanders far while your feelings stay calm.",
    },
    heart_straight: {
      head_straight:
        "Heart line and head line both run straight, which may suggest clear principles that others notice only when it matters.",
      head_gentle:
        "A straight heart line beside a gently sloping head line may suggest that you understand a feeling first and live it afterwards.",
      head_sloping:
        "A straight heart line beside a sloping head line may suggest that you hold feelings back, and let them out in what you imagine or make.",
    },
  },
  life: {
    life_wide: {
      family:
        "A wide life line may suggest that you like a full table, and a home where people come and go.",
      advice: "Keep one evening a week free of plans, so that your strength can gather again.",
    },
    life_even: {
      family:
        "An even life line may suggest that you need both: a place to come back to, and reasons to leave it now and then.",
      advice:
        "Notice at which hour of the day your mind is freshest, and keep that hour for what matters to you.",
    },
    life_narrow: {
      family:
        "A narrow life line may suggest that a small, quiet circle at home suits you better than a large one.",
      advice: "Give rest a fixed place in your week, as you do with work.",
    },
  },
  fate: {
    fate_from_wrist: {
      career:
        "A fate line that begins so low may suggest that you knew early which work suits you, or grew into it step by step.",
      question: "What does a fate line that begins near the wrist say about my work?",
    },
    fate_from_moon: {
      career:
        "A fate line from the mount of the Moon may suggest that you do your best work where you meet people and feel their response.",
      question: "Which kind of work is linked with a fate line from the mount of the Moon?",
    },
    fate_from_life: {
      career:
        "A fate line from near the life line may suggest that you have earned your place yourself, with the family somewhere behind you.",
      question: "What does a fate line that begins near the life line say about effort?",
    },
    fate_from_palm: {
      career:
        "A fate line that begins in the middle of the palm may suggest that you tried several things before one became yours.",
      question: "What does it mean that my fate line begins in the middle of the palm?",
    },
  },
  mounts: {
    jupiter:
      "Your heart line leads to this mount (Guru), to which tradition gives ambition, teaching and a sense of duty.",
    saturn:
      "Your heart line ends near this mount (Shani), to which tradition gives patience, work and time alone.",
    sun: "Your heart line stops near this mount (Surya), to which tradition gives art, warmth and recognition.",
    venus:
      "Your life line goes round this mount (Shukra), to which tradition gives love, beauty and comfort.",
    moon: "A line of yours points to this mount (Chandra) at the heel of the hand; tradition gives it imagination, memory and travel.",
  },
  questions: {
    life: "What does tradition see in the life line, if not the length of a life?",
    noFate: "What does it mean when no fate line can be seen?",
  },
  places: {
    index: "below the index finger",
    index_middle: "between the index and the middle finger",
    middle: "below the middle finger",
    ring: "below the ring finger",
    little: "below the little finger",
    thumb_index: "between thumb and index finger",
    moon: "at the heel of the hand",
    thumb_ball: "at the ball of the thumb",
    wrist: "near the wrist",
    centre: "in the middle of the palm",
  },
  observed: (seen, isFaint) =>
    `${isFaint ? "As far as it can be followed, it" : "It"} ${list(seen)}.`,
  sameHere: (line) => `On this hand the ${line} looks the same.`,
  told: (line, hand) => `For the ${line} we go by your ${hand} hand.`,
  similar: (line, seen) => `On both hands the ${line} ${list(seen)}.`,
  different: (line, { left, right }) =>
    `On the left hand the ${line} ${left}; on the right hand it ${right}.`,
  onlyOn: {
    left: (lines) =>
      `Seen on the left hand only, perhaps because of the photos: the ${list(lines)}.`,
    right: (lines) =>
      `Seen on the right hand only, perhaps because of the photos: the ${list(lines)}.`,
  },
  highlight: (line, seen, hint, isFaint) =>
    `Your ${line}${isFaint ? ", faintly seen," : ""} ${seen}: ${hint}.`,
  headline: (hand, line) => `${hand} with ${line}`,
  followed: (lines, photos) =>
    `We could follow your ${list(lines)} on the ${photos > 1 ? "photos" : "photo"}.`,
  noneFollowed: {
    measured:
      "We could not follow any line surely enough to read it, so this reading rests on the hand’s shape alone.",
    unmeasured:
      "We could not follow any line surely enough to read it either, so there is little to tell beyond how the hand is held.",
  },
  limits: {
    none: "No line could be followed surely enough, so none was read. Soft light from the side, such as a window, brings lines out.",
    unseen: (lines) => `Not seen surely enough to be read: the ${list(lines)}.`,
    rest: "Small lines and signs were not looked for, and the height of the mounts cannot be told from a photo.",
  },
};

function list(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
