/**
 * What no reading may say, whoever wrote it. Statements are matched, not words: “the life line is not the length of
 * life” is welcome, “you will live to be eighty” is not.
 */
const statements: readonly RegExp[] = [
  // death and length of life
  /\byou(?:r)?\b[^.!?]{0,40}\b(?:will|shall|may|might|could)\b[^.!?]{0,30}\b(?:die|pass away)\b/iu,
  /\b(?:early|sudden|violent|untimely) death\b/iu,
  /\b(?:live|living)\b[^.!?]{0,20}\b(?:to|until|till|past)\b[^.!?]{0,20}\b(?:\d{2,3}|sixty|seventy|eighty|ninety)\b/iu,
  /\b(?:short|long) life(?:span| expectancy)\b/iu,
  /(?:अल्पायु|दीर्घायु|अकाल मृत्यु|मृत्यु (?:का )?योग|मृत्यु होगी|मर जा)/u,
  /(?:आयु|उम्र)[^।]{0,20}\d{2,3}[^।]{0,10}(?:वर्ष|साल)/u,
  // illness, pregnancy, an unborn child
  /\byou\b[^.!?]{0,40}\b(?:suffer from|have|develop|get)\b[^.!?]{0,20}\b(?:cancer|diabetes|heart disease|depression|a disease|an illness)\b/iu,
  /\b(?:miscarriage|infertil\w+|unborn child|boy child|girl child|will (?:have|bear) (?:a )?(?:son|daughter)s?)\b/iu,
  /(?:गर्भपात|बांझ|बाँझ|पुत्र (?:योग|प्राप्ति|होगा)|पुत्री होगी|कैंसर|मधुमेह)/u,
  // accidents, marriages counted, court, money promised, remedies
  /\b(?:fatal accident|serious accident|will have an accident)\b/iu,
  /\b(?:two|three|second|third|several) marriages\b|\byou will (?:get )?divorced?\b/iu,
  /\b(?:win the lottery|guaranteed (?:wealth|success|job)|will become rich)\b/iu,
  /\b(?:wear|buy)\b[^.!?]{0,20}\b(?:gemstone|ruby|sapphire|coral|emerald|amulet)\b/iu,
  /(?:दुर्घटना (?:का )?योग|दो विवाह|तलाक होगा|तलाक़ होगा|लॉटरी|रत्न (?:धारण|पहन)|धनवान (?:बनेंगे|होंगे))/u,
  // dates
  /\b(?:in|by|around|from) (?:19|20)\d{2}\b/iu,
  /(?:19|20)\d{2} (?:में|तक|के बाद)/u,
];

/** True when the text says something of death, illness, an unborn child, dates and the like (palm readers' old books do). */
export function saysForbiddenThing(text: string): boolean {
  return statements.some((statement) => statement.test(text));
}
