import type { Messages } from "./messages.ts";
import { sharingEn } from "./sharing.en.ts";
import { streamsEn } from "./streams.en.ts";

export const en: Messages = {
  language: { own: "English", otherName: "हिन्दी", otherCode: "hi" },
  site: {
    name: "Hastarekha",
    skip: "Skip to the page",
    about: "About",
    glossary: "Glossary",
    privacy: "Privacy",
    terms: "Terms",
    readings: "My readings",
    account: "Account",
    menu: "Main",
    disclaimer:
      "For reflection and entertainment: a cultural tradition, not science, and not medical, legal or financial advice. Lines are read as tendencies; the choices are yours.",
    motto: "Palm reading as culture: something to think and talk about.",
  },
  hand: { left: "left hand", right: "right hand" },
  line: { heart: "heart line", head: "head line", life: "life line", fate: "fate line" },
  home: {
    title: "Your palm, read in the Indian tradition",
    lead: "Photograph your hand and see what hasta sāmudrika, the old Indian art of reading palms, says of it, beside what was really seen in your photo.",
    drawing: "A drawn palm with the heart, head, life and fate lines",
    start: "Read my palm",
    promises: [
      "You get a summary of your palm in about a minute, in English or Hindi.",
      "It costs nothing, and you need no account.",
      "Your photo stays private: only this browser can open it, and it is deleted by itself.",
    ],
    steps: {
      title: "How it works",
      items: [
        "Photograph your open palm, the left, the right or both.",
        "We check the photo, find the hand and look at it closely.",
        "You read what was seen, and what tradition links with it.",
      ],
    },
    sample: {
      title: "What a reading looks like",
      note: "An example, not yours.",
      headline: "A broad palm with long fingers",
      text: "Your palm is nearly as wide as it is long, and your fingers are long beside it. Tradition calls this an airy hand and links it with curiosity and quick understanding. It may suggest that you think best in company.",
      highlights: [
        "Palm about as long as it is wide: traditionally linked with steadiness.",
        "Long middle finger: traditionally linked with care for detail.",
        "Thumb held well away from the hand: may suggest an independent mind.",
      ],
    },
    never: {
      title: "What it never says",
      items: [
        "How long you will live, or whether you will fall ill.",
        "Dates, luck in money, or whom you will marry.",
        "Anything to frighten you, or to sell you a remedy.",
      ],
    },
  },
  upload: {
    title: "Send a photo of your palm",
    lead: "One hand is enough. With both, tradition compares them: one as you were given it, the other as you use it.",
    guide: {
      title: "A photo that reads well",
      items: [
        "Open palm, fingers apart",
        "Whole hand with the wrist in the picture",
        "Daylight, no flash, no hard shadow",
        "Hold still, straight above the palm",
      ],
    },
    writingHand: {
      legend: "Which hand do you write with?",
      hint: "Tradition reads that hand as the one that acts.",
      options: { right: "Right", left: "Left", both: "Both" },
      unsaid: "I would rather not say",
    },
    label: {
      label: "A name for this reading (optional)",
      hint: "For you alone, for example “for my mother”.",
    },
    photos: {
      legend: "Your photos",
      hint: ({ maxMegabytes }) =>
        `JPEG or PNG, at most ${maxMegabytes} MB each. Choose one way for each hand.`,
    },
    slot: { left: "Left hand", right: "Right hand" },
    camera: "Take a photo",
    gallery: "Choose from gallery",
    slow: "On a slow network a 5 MB photo takes about two minutes. Keep this page open until the next one appears.",
    consent: ({ days, reader }) =>
      [
        "We keep your photo without its place and camera data",
        reader === "openai"
          ? ", send it to OpenAI to be read, "
          : ", read it on our own server, give it to nobody, ",
        days === null
          ? "and keep it with the reading in your account until you delete it. Only you can open it."
          : `and delete it together with the reading after ${days} days. Only this browser can open it.`,
      ].join(""),
    left: ({ left }) =>
      left === 0
        ? "You have used all readings of the last 24 hours. Come back later; failed readings do not count."
        : `You can ask for ${left} more in these 24 hours. Failed readings do not count.`,
    adult: "By sending it you say that you are 18 or older and that you agree to this.",
    privacyLink: "More about privacy",
    submit: "Read my palm",
    errors: {
      again:
        "Browsers do not keep chosen photos on a page like this one, so please choose them again.",
    },
    script: {
      chosen: "Photo chosen.",
      replace: "Replace",
      preparing: "Preparing the photo…",
      sending: "Sending your photo. Keep this page open…",
      notPhoto: "This file is not a JPEG or PNG photo. Choose another.",
      tooLarge: ({ maxMegabytes }) =>
        `This photo is larger than ${maxMegabytes} MB. Choose a smaller one.`,
    },
  },
  waiting: {
    title: "Reading your palm",
    stages: {
      received: "Photo received",
      checking: "Checking the photo",
      reading: "Reading the palm",
      done: "Done",
    },
    states: { finished: "finished", current: "now", ahead: "still to come" },
    now: {
      received: "Your photo has arrived and waits for its turn.",
      checking: "We are opening your photo and putting it upright.",
      reading: "We are finding your hand and looking at it closely.",
      done: "Your reading is ready.",
    },
    before: "Readings before yours:",
    held: {
      away: "The service that reads palms is not answering at the moment. We keep your photo and go on by ourselves as soon as it does.",
      budget_spent:
        "We have reached today's limit for readings. We keep your photo and go on by ourselves tomorrow.",
      out_of_money:
        "Readings have stopped for now, and we have been told. We keep your photo and go on as soon as we can.",
    },
    usually: ({ seconds }) => `Lately it took about ${seconds} seconds.`,
    close:
      "You can close this page and come back to its address in this browser: your reading goes on.",
    check: "Check again",
    refreshing: "This page looks for news by itself.",
    stop: "Stop that",
    stopped: "This page does not look for news by itself now.",
    resume: "Let it look by itself",
    cancel: "Take this photo back",
    stagesLabel: "How far your reading is",
  },
  summary: {
    eyebrow: "Summary of your palm",
    titleFor: ({ label }) => `Reading: ${label}`,
    highlights: "What it rests on",
    photo: { left: "Your left palm, as you sent it", right: "Your right palm, as you sent it" },
    seen: "About your photos",
    assessment: {
      blur: "The photo is a little blurred.",
      dark: "The photo is rather dark.",
      glare: "Bright light hides part of the palm.",
      cropped: "Part of the hand is outside the picture.",
      fingers_closed: "The fingers lie close together, so we say little about them.",
      covered: "Something covers part of the palm.",
      too_small: "The hand is small in the picture.",
      not_a_palm: "We could not see a palm here.",
      several_hands: "There is more than one hand in the picture.",
      possible_minor: "This may be the hand of somebody under 18.",
    },
    sideDisagrees: {
      left: "You sent this as your left hand, but it looks like a right one. If it was a mirrored selfie or a mix-up, send it again for the other hand.",
      right:
        "You sent this as your right hand, but it looks like a left one. If it was a mirrored selfie or a mix-up, send it again for the other hand.",
    },
    readBy: {
      openai: "Read by an AI model from OpenAI, from your photo.",
      builtin: "Read by our built-in reader, on our own server.",
    },
    model: ({ model }) => `Model: ${model}.`,
    madeOn: ({ date }) => `Read on ${date}.`,
    kept: ({ date }) => `It is deleted, with its photos, on ${date}.`,
    another: "Read another palm",
    retake: "Send a better photo",
  },
  overlay: {
    title: "Your palm and its lines",
    drawing: {
      left: "Lines drawn over the photo of your left hand",
      right: "Lines drawn over the photo of your right hand",
    },
    writes: "you write with it",
    grade: {
      clear: "clearly seen: solid",
      faint: "faintly seen: dashed",
      none: "not seen in this photo",
    },
    bare: "See the photo without the lines",
    drawn: "See the lines again",
    noLines: "We drew no lines on this photo: we could not tell surely enough where they run.",
    leftOut: "Your browser asks to save data, so the photo is left out.",
    show: "Show the photo",
    back: "Back to the photo",
  },
  report: {
    eyebrow: "Full report of your palm",
    titleFor: ({ label }) => `Full report: ${label}`,
    summaryOnly: "This reading was made as a summary only, so there is no full report of it.",
    otherLanguage:
      "This reading was written in Hindi, and its sentences stay in Hindi. The rest of this page is in English.",
    contents: "In this report",
    sections: {
      hand_profile: "Your hand as a whole",
      lines: "The lines",
      fingers: "The fingers",
      mounts: "The mounts",
      minor_lines: "The small lines",
      signs: "Signs that may be there",
      comparison: "Your two hands",
      life_areas: "Parts of life",
      strengths: "Strengths",
      growth_points: "Where you may grow",
      guidance: "Things to try",
      limits: "What could not be seen",
      suggested_questions: "Questions to go on with",
    },
    seen: "What was seen",
    says: "What tradition says",
    onHand: { left: "On the left hand", right: "On the right hand" },
    alike: "What is alike",
    unlike: "What differs",
    restsOn: "Rests on:",
    why: "Why do you say so?",
    source: "After:",
    rule: "Rule:",
    print: "Printed from your browser, this page makes a good PDF.",
    element: {
      earth: "earth hand",
      fire: "fire hand",
      air: "air hand",
      water: "water hand",
      mixed: "hand of mixed type",
      unclear: "type of hand not clear",
    },
    line: {
      heart: "heart line",
      head: "head line",
      life: "life line",
      fate: "fate line",
      sun: "sun line",
      mercury: "Mercury line",
    },
    mount: {
      jupiter: "mount of Jupiter",
      saturn: "mount of Saturn",
      sun: "mount of the Sun",
      mercury: "mount of Mercury",
      venus: "mount of Venus",
      moon: "mount of the Moon",
      mars_upper: "upper mount of Mars",
      mars_lower: "lower mount of Mars",
    },
    finger: {
      thumb: "thumb",
      index: "index finger",
      middle: "middle finger",
      ring: "ring finger",
      little: "little finger",
    },
    minorLine: {
      relationship: "relationship line",
      mars: "Mars line",
      travel: "travel line",
      bracelet: "bracelet lines of the wrist",
      girdle_of_venus: "girdle of Venus",
      intuition: "intuition line",
      other: "another small line",
    },
    sign: {
      fish: "fish",
      trident: "trident",
      temple: "temple",
      lotus: "lotus",
      conch: "conch",
      flag: "flag",
      swastika: "swastika",
      star: "star",
      cross: "cross",
      triangle: "triangle",
      square: "square",
      island: "island",
      other: "another sign",
    },
    lifeArea: {
      character: "character",
      mind: "mind and learning",
      relationships: "feelings and relationships",
      career: "work",
      prosperity: "habits with money",
      family: "family and home",
      inner_life: "inner life",
      wellbeing: "rest and balance",
    },
    basis: {
      element: "the shape of palm and fingers",
      shape: "the shape of the hand",
      fingers: "the fingers",
      spread: "how the fingers are held",
      whole: "the hand as a whole",
      comparison: "the comparison of both hands",
    },
    visibility: {
      clear: "clearly visible.",
      faint: "faintly visible.",
      broken: "visible, with breaks.",
      not_visible: "not visible in this photo.",
    },
    prominence: {
      full: "It looks full.",
      average: "It looks neither full nor flat.",
      flat: "It looks flat.",
      not_assessable: "The photo does not show enough to judge it.",
    },
    confidence: {
      low: "We are not very sure of this.",
      medium: "We are fairly sure of this.",
      high: "We are sure of this.",
    },
  },
  glossary: {
    title: "The words of palm reading",
    lead: "What the words in your reading mean, and what tradition makes of them. Books and regions differ; where they do, we say so.",
    contents: "On this page",
  },
  failed: {
    photoTitle: "We could not read this photo",
    oursTitle: "We could not finish your reading",
    cancelledTitle: "This reading was cancelled",
    cancelled: "Nothing was read, and the photos are deleted with it.",
    tip: "What helps",
    tips: {
      no_hand:
        "Photograph one open palm from straight above, so that it fills most of the picture, on a plain background.",
      too_small: "Go nearer: the palm should fill at least half of the picture.",
      cropped: "Move back a little, so that all fingertips and the wrist are inside the picture.",
      fingers_together: "Spread your fingers so that there is a gap between each of them.",
      several_hands: "Photograph one hand at a time and send each in its own place.",
      too_dark: "Go to a window or outside. Daylight shows the lines best.",
      overexposed: "Switch off the flash and turn away from the hard light.",
      too_blurred:
        "Wipe the lens, hold the phone still, and tap on the palm to focus before you take the photo.",
      covered: "Take away what covers the palm: a glove, henna, a ring, a shadow.",
      lines_faint: "Use light from the side, such as a window. It makes the lines stand out.",
    },
    free: "This did not cost you anything.",
    kept: "What we kept",
    keptUntil: ({ date }) =>
      `What you sent stays here for you alone, and is deleted on ${date}. You can delete it before that.`,
    keptForGood: "What you sent stays here for you alone, until you delete it.",
    keptNothing: "Of your photos we kept nothing.",
    again: "Try with another photo",
    retry: "Try again with the same photo",
    retryCounts: "It counts as a new reading.",
  },
  form: { problem: "There is a problem", titlePrefix: "Error: " },
  paging: {
    label: "Pages",
    newer: "Newer",
    older: "Older",
    here: ({ page, pages }) => `Page ${page} of ${pages}`,
  },
  gate: {
    title: "The full report",
    adds: [
      "Your hand, part by part: what was seen, how sure we are, and what tradition says of it.",
      "Areas of life, strengths and where to grow, each with what it rests on.",
      "Both hands compared, when you sent both.",
      "A list of your readings that stays until you delete it.",
    ],
    register: "Make a free account",
    login: "I have one: log in",
    same: "Do it in this browser, and this reading moves into your account by itself.",
  },
  readings: {
    title: "My readings",
    empty: "There is no reading here yet.",
    unnamed: ({ date }) => `Reading of ${date}`,
    states: {
      queued: "waiting",
      processing: "being read",
      completed: "ready",
      failed: "could not be read",
      cancelled: "cancelled",
    },
    edit: "Rename or delete",
    deleted: "The reading and its photos are deleted.",
  },
  talk: {
    title: "Ask about your reading",
    lead: "Tap a question drawn from this reading, or write your own. Answers stay with what was seen in your palm.",
    suggestions: "Questions from your reading",
    own: "Your own question",
    hint: ({ max }) =>
      `At most ${max} characters. We do not speak of illness, length of life, dates or other people.`,
    ask: "Ask",
    next: "Ask something else",
    earlier: "Your conversations about this reading",
    edit: "Rename or delete",
    backToReading: "Back to the reading",
    log: "Questions and answers",
    you: "You asked",
    answer: "Answer",
    older: "Older messages",
    newest: "Newest messages",
    writing: "The answer is being written.",
    written: "The answer is complete.",
    goOn: "Continue",
    stop: "Stop the answer",
    stopped: "You stopped this answer here.",
    retry: "Try this answer again",
    answeredBy: {
      openai: "Written by an AI model of OpenAI from your report.",
      builtin:
        "Put together by our own program from your report and the glossary, not by an AI model.",
    },
    name: "Name of this conversation",
    save: "Save the name",
    deleteTitle: "Delete this conversation",
    deleteLead:
      "Its questions and answers go at once and cannot be brought back. The reading itself stays.",
    delete: "Delete it for good",
    back: "Back to the conversation",
    deleted: "The conversation is deleted.",
  },
  sharing: sharingEn,
  edit: {
    title: "Rename or delete",
    label: "Name of this reading",
    save: "Save the name",
    deleteTitle: "Delete this reading",
    deleteLead:
      "The reading goes at once, with its photos and everything that was read. It cannot be brought back.",
    delete: "Delete it for good",
    back: "Back to the reading",
  },
  register: {
    title: "Make an account",
    lead: "An address and a password, nothing more. Then the full report opens.",
    emailHint: "We write to it only when your account needs it.",
    passwordHint: "At least 8 characters. A few words that only you would put together are best.",
    agree: "By registering you say that you are 18 or older.",
    submit: "Make my account",
    haveAccount: "I have an account: log in",
  },
  login: {
    title: "Log in",
    email: "E-mail address",
    password: "Password",
    submit: "Log in",
    forgot: "I forgot my password",
    noAccount: "I have no account yet",
  },
  logout: {
    title: "Log out",
    lead: "Your readings stay in your account. On a phone that others use, log out when you are done.",
    submit: "Log out",
  },
  forgot: {
    title: "Forgot your password?",
    lead: "Tell us your address. If it has an account, we send a link for a new password.",
    noMail:
      "This server cannot send mail yet, so passwords cannot be reset here. Ask whoever runs it.",
    submit: "Send me the link",
    sentTitle: "Look into your mail",
    sent: "If this address has an account, a mail is on its way. The link in it works for one hour. If nothing comes in ten minutes, look among the unwanted mail.",
    toLogin: "Back to the login",
  },
  reset: {
    title: "Set a new password",
    lead: ({ email }) => `For the account of ${email}. All devices will be logged out.`,
    newPassword: "New password",
    submit: "Set this password",
    releaseTitle: "Remove the unconfirmed account",
    release: ({ email }) =>
      `Somebody made an account with ${email} and never confirmed it. You can remove that account with everything in it, and then make one of your own.`,
    releaseSubmit: "Remove that account",
  },
  verify: {
    title: "Confirm your address",
    lead: ({ email }) =>
      `${email} is yours? Then your password can be reset by mail, should you ever forget it.`,
    submit: "Yes, it is mine",
  },
  account: {
    title: "Your account",
    verified: "confirmed",
    unverified: "not confirmed yet; look into your mail",
    sendAgain: "Send the mail again",
    left: ({ left }) => `Readings left in these 24 hours: ${left}.`,
    storage: ({ usedMegabytes, allMegabytes }) =>
      `Your photos take ${usedMegabytes} of ${allMegabytes} MB.`,
    admin: "Administration",
    news: {
      password: "Your password is changed, and every other device is logged out.",
      session: "That device is logged out.",
      sessions: "Every other device is logged out.",
      token: "Your new token. Copy it now: it is not shown again.",
      token_revoked: "That token does not work any more.",
      mail: "The mail is on its way.",
      verified: "Your address is confirmed.",
    },
    password: {
      title: "Change the password",
      current: "Password as it is now",
      next: "New password",
      submit: "Change it",
    },
    sessions: {
      title: "Where you are logged in",
      this: "this device",
      seen: ({ place, when }) => `Network ${place}, last seen ${when}`,
      end: "Log out",
      endOthers: "Log out everywhere else",
    },
    tokens: {
      title: "Tokens for programs",
      lead: "A token lets a program of yours use the API in your name. It cannot change your account.",
      name: "What the token is for",
      submit: "Make a token",
      unused: "Never used",
      used: ({ when }) => `Last used ${when}`,
      revoke: "Revoke",
    },
    audit: {
      title: "What happened lately",
      byUs: "by us",
      actions: {
        registered: "Account made",
        logged_in: "Logged in",
        login_failed: "Somebody tried a wrong password",
        logged_out: "Logged out",
        email_verified: "Address confirmed",
        password_changed: "Password changed",
        password_reset: "Password reset by mail",
        session_ended: "A device was logged out",
        token_created: "Token made",
        token_revoked: "Token revoked",
        readings_claimed: "Readings of this browser moved into the account",
        reading_deleted: "Reading deleted",
        link_made: "Link to a summary made",
        link_revoked: "Link to a summary taken back",
        data_exported: "Everything exported",
        role_changed: "Rights changed",
        stream_paused: "Stream paused",
        stream_resumed: "Stream let go on",
        stream_drained: "Stream paused to run empty",
        stream_rebuilt: "Stream rebuilt from the rows",
        worker_removed: "Worker taken off the list",
        job_retried: "Job tried again",
        job_dropped: "Job dropped",
        job_promoted: "Job put into line at once",
        job_claimed_away: "Job taken from its worker",
      },
    },
    export: {
      title: "Take everything with you",
      lead: "One archive with all readings to look at, all photos, and the data for programs.",
      submit: "Download everything (ZIP)",
    },
    deletion: {
      title: "Delete the account",
      lead: "Deletes your readings, photos and everything that we know of you.",
      submit: "Delete my account…",
    },
  },
  deletion: {
    title: "Delete your account?",
    lead: ({ readings }) =>
      `Your account goes at once and for good, with ${readings === 1 ? "one reading" : `${readings} readings`} and all photos. Nobody can bring it back. You may want to download everything first.`,
    submit: "Delete everything now",
    keep: "Keep my account",
    doneTitle: "Your account is deleted",
    done: "Your readings and photos are gone. Thank you for having been here.",
  },
  admin: {
    title: "Administration",
    areas: {
      overview: "Overview",
      users: "Users",
      analyses: "Readings",
      dead: "Dead letters",
      tail: "Live events",
    },
    people: "People",
    guests: "Guests",
    guest: "guest",
    you: "you",
    yes: "yes",
    no: "no",
    none: "–",
    all: "All",
    searchUsers: "Part of the address",
    searchAnalyses: "A reading's whole id, or part of its owner's address",
    search: "Search",
    found: "Found:",
    columns: {
      count: "How many",
      finding: "What",
      when: "When",
      what: "What",
      device: "Device",
      place: "Network",
      address: "Address",
      role: "Role",
      confirmed: "Confirmed",
      readings: "Readings",
      registered: "Registered",
      rights: "Rights",
      id: "Id",
      owner: "Owner",
      status: "State",
      error: "Error",
      reader: "Reader",
      attempts: "Attempts",
      created: "Sent",
      duration: "Took",
      tokens: "Tokens",
      cost: "Cost",
    },
    roles: { user: "user", admin: "admin" },
    readers: { openai: "OpenAI", builtin: "built-in" },
    sweeps: {
      title: "What the last check of the photos found",
      never: "No check has run yet.",
      findings: {
        filesWithoutRow: "Files of no reading (deleted)",
        rowsWithoutFile: "Readings' files that are missing",
      },
    },
    theirReadings: "Their readings",
    change: {
      promote: {
        lead: "An admin sees everybody's address and how every reading went, but no reading and no photo, and may give and take these rights. They are logged out everywhere.",
        submit: "Make admin",
      },
      demote: {
        lead: "They keep their account and their readings, and no longer see this area. They are logged out everywhere.",
        submit: "Take admin rights away",
      },
    },
    changed: "The rights are changed. They have to log in again.",
    ownRights: "These are your own rights. Another admin has to change them.",
    noAudit: "Nothing is written down.",
    streams: streamsEn,
  },
  archive: {
    title: "Everything of yours at Hastarekha",
    photos: "All photos are in the folder",
    data: "The data for programs:",
  },
  error: {
    titles: {
      401: "Please log in",
      403: "We did not do that",
      404: "There is nothing here",
      405: "That does not work here",
      409: "That does not work now",
      413: "That is too large",
      422: "That did not work",
      429: "A little slower, please",
      500: "Something broke on our side",
      503: "Please try again in a moment",
    },
    home: "To the first page",
    inAccount: "If it is in your account, log in to see it.",
    login: "Log in",
    unsent: "Your question was not sent. Copy it from here, and send it again after the login:",
    reference: ({ requestId }) => `If you write to us, name this number: ${requestId}`,
  },
  about: {
    title: "About Hastarekha",
    sections: [
      {
        title: "What this is",
        text: [
          "Hasta sāmudrika is the palm-reading part of an old Indian tradition that describes people by the form of their body. Its books disagree with each other, and no study has shown that they can tell a person’s future. We treat it as culture: something to think and talk about.",
          "Hastarekha looks at your photo, says plainly what it saw, and sets beside it what tradition says of such a hand. The two are never mixed up.",
        ],
      },
      {
        title: "What reads the photo",
        text: [
          "Our built-in reader finds the hand in the picture and measures palm and fingers with our own image analysis. Where an AI model is set up, that model reads the photo instead. Each reading says which one it was.",
          "The same photo gives the same measurements. What was not seen is not read.",
        ],
      },
      {
        title: "What it never does",
        text: [
          "It does not speak of death, illness, pregnancy, dates, court cases or money to be won. It shows no invented scores, and it sells no remedies.",
        ],
      },
    ],
  },
  privacy: {
    title: "Privacy",
    sections: ({ days, reader }) => [
      {
        title: "What we keep",
        text: [
          "Your photo, put upright, made smaller, and without its place, time and camera data. The file that you sent is deleted as soon as this is done.",
          "Your reading, the name that you gave it, the hand that you write with, and what you say was helpful in it.",
          "What you ask about a reading, and the answers. They go when you delete the conversation, the reading or your account.",
          `Without an account all of it is deleted by itself ${days} days after you sent it. With one it stays until you delete it, one reading at a time or everything at once, and then it is gone at once.`,
          "Of an account: your e-mail address, your password as a hash that cannot be turned back, where you are logged in (browser and a shortened network, never the whole address), and a list of what happened to the account, which you can read yourself.",
          "To count readings a day we keep a hash of your network for two days.",
        ],
      },
      {
        title: "Where your photo goes",
        text: [
          reader === "openai"
            ? "To our server, and from there to OpenAI, whose model reads it. Nobody else receives it."
            : "To our server, where our own program reads it. Nobody else receives it.",
          reader === "openai"
            ? "When you ask about a reading, your question and the words of the reading go to OpenAI as well, never the photo."
            : "When you ask about a reading, our own program answers. Your question stays on our server.",
        ],
      },
      {
        title: "Who can see it",
        text: [
          "With an account, only you, wherever you log in. Without one, only this browser. A cookie holds a random number that belongs to your readings; our database holds no more than a fingerprint of that number. Whoever opens the address without the cookie is told that there is nothing.",
          "With an account you can make a link to a reading. Whoever has it sees the summary alone: no photo, no report, no name. You can take it back at any time, and then it opens nothing.",
          "If you clear your cookies you lose the way to your readings, and so does everybody else.",
        ],
      },
      {
        title: "What we do not do",
        text: [
          "No advertising, no tracking, no cookies but that one and the one of your login, nothing loaded from other sites. Our logs hold no photos, names, addresses or cookies.",
          "We write to your address only when your account needs it: to confirm it, to set a new password, to warn you.",
          "A palm photo can show fingerprints. Do not share it where you would not leave them.",
        ],
      },
    ],
  },
  terms: {
    title: "Terms",
    sections: [
      {
        title: "What a reading is",
        text: [
          "A reading is for reflection and entertainment. It is a cultural tradition, not science, and not medical, legal or financial advice. Do not decide anything important by it.",
        ],
      },
      {
        title: "Who may use it",
        text: [
          "People who are 18 or older, with photos of their own palm or of somebody who has agreed. Do not send photos of children.",
        ],
      },
      {
        title: "What you can expect",
        text: [
          "We keep what you send private and delete it in time, as the privacy page says. We may refuse photos that show no palm. The service is free and comes as it is.",
        ],
      },
    ],
  },
  problems: {
    "photo.missing": "Choose a photo of at least one palm.",
    "photo.two_for_one_hand": "You chose two photos for the same hand. Choose one of them.",
    "photo.empty": "The chosen file is empty. Choose it again, or take the photo anew.",
    "photo.heic":
      "The photo is in Apple’s HEIC format, which we cannot open. On an iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or send a screenshot of the photo.",
    "photo.unsupported_type": ({ type }) =>
      type === undefined || type === ""
        ? "The file is not a photo that we can open. Send a JPEG or PNG."
        : `The file is a ${type} file. Send a JPEG or PNG photo.`,
    "photo.too_large": ({ maxMegabytes = 15 }) =>
      `The photo is larger than ${maxMegabytes} MB. Choose a smaller one, or take it with a lower resolution.`,
    "photo.incomplete": "The photo did not arrive whole. Please send it again.",
    "photo.unreadable":
      "The photo could not be opened; the file seems damaged. Take it again, or choose another.",
    "photo.too_small": ({ width = 0, height = 0, min = 250 }) =>
      `The photo is only ${width} × ${height} pixels. It needs at least ${min} on its shorter side. Send the original rather than a preview.`,
    "photo.too_many_pixels": ({ megapixels = 0, max = 50 }) =>
      `The photo has ${megapixels} megapixels; we can open at most ${max}. Take it with a lower resolution.`,
    "palm.no_hand": "We could not find an open hand in this photo.",
    "palm.too_small": "The hand is too small in the picture for its lines to show.",
    "palm.cropped": "Part of the hand is outside the picture.",
    "palm.fingers_together": "The fingers lie so close together that we cannot tell them apart.",
    "palm.several_hands": "There is more than one hand in the picture.",
    "palm.too_dark": "The photo is too dark to see the palm.",
    "palm.overexposed": "The light is so bright that the palm is washed out.",
    "palm.too_blurred": "The photo is too blurred to see the palm.",
    "palm.covered": "Something covers the palm.",
    "palm.lines_faint": "The lines can hardly be seen in this photo.",
    "reader.unavailable":
      "The service that reads the photos does not answer. Please try again later.",
    "reader.rate_limited": "Very many people are asking for readings. Please try again later.",
    "reader.truncated": "The reading broke off in the middle. Please try again.",
    "reader.looping": "The reading made no sense, so we do not show it. Please try again.",
    "reader.invalid": "The reading was not complete, so we do not show it. Please try again.",
    "reader.empty": "The reading came back empty. Please try again.",
    "reader.refused": "The model did not want to read this photo. Please try with another one.",
    "reader.unusable":
      "We tried several times and got no reading that we would show you. Please try again later.",
    "input.invalid": "Some of what you sent needs another look.",
    "input.not_multipart":
      "Send the photos as a form (multipart/form-data) with at most one for each hand.",
    "input.missing": "Please fill this in.",
    "input.email":
      "This does not look like an e-mail address. It should look like name@example.org.",
    "input.password_short": ({ min = 8 }) => `Use at least ${min} characters.`,
    "input.password_common":
      "This is one of the first passwords that attackers try. Choose another.",
    "input.password_email": "Choose a password that is not your address.",
    "input.too_long": ({ max = 80 }) => `Use at most ${max} characters.`,
    "input.choose": "Choose one of the answers offered.",
    "input.client_key": "A client_key has 1 to 100 visible ASCII characters.",
    "input.idempotency_key": "An Idempotency-Key has 1 to 255 visible ASCII characters.",
    "input.idempotency_key_reused":
      "This Idempotency-Key came with another body before. Use a new key for a new request.",
    "request.foreign_origin":
      "The request came from a page of another site, so nothing was done. Open the page here and try again.",
    "request.csrf":
      "This page was open too long, or you have logged in or out in between, so nothing was done. What you typed is still here: please send it again.",
    "request.too_large": "This is more than we can take here. Shorten it and send it again.",
    "request.unreadable": "We could not read what was sent. Load the page again and try once more.",
    "request.too_often": ({ minutes = 1 }) =>
      `Too many tries. Please come back in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
    "request.bad_token":
      "This API token is unknown or was revoked. Make a new one in your account.",
    "request.session_required": "An API token may not do this. Log in instead.",
    "request.not_found": "There is nothing at this address. It may be mistyped, or deleted.",
    "request.method": "This address does not take such a request.",
    "upload.aborted": "The upload ended before everything had arrived. Please send it again.",
    "analysis.not_found":
      "There is no reading here that this browser may open. One in an account opens for its owner after a login. One without an account is deleted after some days, and opens only in the browser that sent the photo.",
    "analysis.already_claimed": "This reading belongs to an account already.",
    "analysis.not_cancellable": "This reading has begun or has ended, so it cannot be taken back.",
    "stream.not_found": "There is no such stream.",
    "stream.worker_stays":
      "That worker is unknown, shows signs of life or still holds something, so it stays.",
    "job.not_found": "There is no such job.",
    "job.not_failed": "This job has not failed, so there is nothing to try again.",
    "job.photos_gone": "The photos of this reading are gone, so it cannot be tried again.",
    "job.not_droppable": "This job has ended, and nothing is left to take out.",
    "job.not_delayed": "This job does not wait for its time (any more).",
    "job.not_held": "No worker has this job (any more).",
    "analysis.not_finished": "There is no finished reading to do this with.",
    "share.not_found":
      "This link opens nothing. It may have been taken back, or copied without its end. Ask whoever sent it to you.",
    "analysis.not_retryable":
      "The same photo cannot be read again. Send another one, or look whether the reading has gone on.",
    "analysis.retry_too_soon": ({ seconds = 60 }) =>
      `Please wait ${seconds} seconds before you try again.`,
    "user.wrong_credentials":
      "Address and password do not fit together. Check both, or ask for a new password.",
    "user.wrong_password": "This is not your password. Try again.",
    "user.email_taken":
      "This address has an account already. Log in, or ask for a new password if you forgot it.",
    "user.link_expired":
      "This link has been used or is too old. Ask for a new one; only the newest works.",
    "user.not_found": "There is no such user.",
    "user.own_role": "These are your own rights. Another admin has to change them.",
    "user.too_many_tokens": ({ max = 20 }) =>
      `You have ${max} tokens already. Revoke one that you do not need.`,
    "quota.analyses": ({ limit = 0, minutes = 0 }) =>
      `You have had ${limit} readings in 24 hours. The next one is possible in ${waitEn(Number(minutes))}.`,
    "quota.storage":
      "Your photos take all the space of your account. Delete a reading that you do not need.",
    "quota.questions": ({ limit = 0, minutes = 0 }) =>
      `You have asked ${limit} questions in an hour. The next one is possible in ${waitEn(Number(minutes))}.`,
    "quota.answers": ({ minutes = 0 }) =>
      `You have had all the answers of a day. The next one is possible in ${waitEn(Number(minutes))}.`,
    "conversation.not_found":
      "There is no such conversation here. It may be deleted, or belong to another account.",
    "conversation.no_report":
      "You can ask about a reading once it is finished and belongs to your account.",
    "conversation.too_many": ({ max = 50 }) =>
      `This reading has ${max} conversations. Delete one that you do not need, or go on in another.`,
    "conversation.full": ({ max = 500 }) =>
      `This conversation has ${max} questions. Start a new one to go on.`,
    "conversation.answer_pending":
      "The answer before is still being written. Wait for it, or stop it, and then ask again.",
    "conversation.key_reused":
      "This question was sent before with other words. Load the page again, and ask once more.",
    "conversation.not_stoppable": "The answer is complete already.",
    "conversation.not_retryable":
      "Only the newest answer can be tried again, and only when it has failed or was stopped.",
    "reply.unavailable": "The service that writes the answers does not answer. Please try again.",
    "reply.unusable":
      "We tried several times and got no answer that we would show you. Please try again later.",
    "reply.dropped":
      "We took this question out of the line, so it will not be answered. It was not counted; you can ask another.",
    "mail.unavailable": "Our mail service does not answer.",
    "mail.refused": "The mail could not be sent.",
    login_required: "Log in to see the full report.",
    "service.unavailable": "A part of our service is not answering. Please try again in a moment.",
    internal: "Something broke on our side. It has been noted; please try again.",
  },
};

function waitEn(minutes: number): string {
  if (minutes < 90) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return `${Math.ceil(minutes / 60)} hours`;
}
