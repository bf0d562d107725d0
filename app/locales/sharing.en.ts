import type { SharingMessages } from "./sharing-messages.ts";

export const sharingEn: SharingMessages = {
  link: {
    title: "Show it to somebody",
    lead: "Make a link that shows the summary alone: no photo, no report, not your name and not the name of this reading. Whoever has the link can open it. You can take it back at any time.",
    make: "Make a link",
    yours: "The link to your summary",
    hidden:
      "There is a link, and it works, but we cannot show it again. Take it back and make another.",
    open: "See what it shows",
    send: "Send it by WhatsApp",
    revoke: "Take the link back",
    made: "The link is made. Copy it from the field below.",
    revoked: "The link is taken back. It opens nothing any more.",
  },
  page: {
    eyebrow: "Somebody shows you what their palm says",
    lead: "A palm reading in the Indian tradition, in short. “You” in it is the person whose palm it is; they can take the link back at any time.",
    invite: "And your own palm?",
    inviteLead:
      "Photograph your hand and get a summary like this one, in English or Hindi. It costs nothing, and you need no account.",
    start: "Read my palm",
    card: "A palm, read in the Indian tradition",
    cardAlt: ({ headline }) => `A drawn palm with its lines, and beside it: ${headline}`,
  },
  feedback: {
    summary: "the summary",
    question: "Was this helpful?",
    yes: "Yes",
    no: "No",
    about: ({ answer, part }) => `${answer}: ${part}`,
    thanks: "Thank you.",
    takenBack: "Your answer is taken back.",
    given: "your answer; press again to take it back",
  },
  admin: {
    title: "Was it helpful?",
    none: "Nobody has said anything yet.",
    part: "Part",
    version: "Prompt or rules",
    helpful: "Helpful",
    unhelpful: "Not helpful",
  },
};
