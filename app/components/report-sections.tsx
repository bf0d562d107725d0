import type { ReactNode } from "react";
import type { Language, Report } from "#core/reading/reading.ts";
import { describeBasis } from "#locales/describe-basis.ts";
import type { Messages } from "#locales/messages.ts";
import { Finding } from "./finding.tsx";
import { Reasons } from "./reasons.tsx";
import { anchorOfBasis } from "./report-anchors.ts";
import type { ShownReasons } from "./shown-reading.ts";

/** The page's words, and the language of the report's passages where it is another one. */
type Words = {
  readonly messages: Messages;
  readonly language: Language;
  readonly lang: Language | undefined;
  /** Where each part stands on the page. */
  readonly anchors: ReadonlyMap<string, string>;
  readonly reasons: ShownReasons;
  readonly termOf: (term: string) => string | undefined;
  readonly afterPart: AfterPart;
};

/** What stands at the end of a part of the report, which is told with the page's name for it. */
export type AfterPart = (part: string, name: string) => ReactNode;

export type ReportSection = {
  readonly id: string;
  readonly title: string;
  readonly body: ReactNode;
};

/** The report's sections in the order in which a palm is read; those without content are left out. */
export function reportSections(report: Report, words: Words): ReportSection[] {
  const bodies: Record<keyof Report, ReactNode> = {
    hand_profile: handProfile(report.hand_profile, words),
    lines: lines(report.lines, words),
    fingers: fingers(report.fingers, words),
    mounts: mounts(report.mounts, words),
    minor_lines: minorLines(report.minor_lines, words),
    signs: signs(report.signs, words),
    comparison: comparison(report.comparison, words),
    life_areas: lifeAreas(report.life_areas, words),
    strengths: sentences(report.strengths, words),
    growth_points: sentences(report.growth_points, words),
    guidance: sentences(report.guidance, words),
    limits: isSaid(report.limits) && <p lang={words.lang}>{report.limits}</p>,
    suggested_questions: sentences(report.suggested_questions, words),
  };
  const titles = words.messages.report.sections;
  return Object.entries(bodies)
    .filter(([, body]) => isShown(body))
    .map(([id, body]) => ({ id, title: titles[id as keyof Report], body }));
}

function handProfile(
  { element, observed, meaning, confidence }: Report["hand_profile"],
  words: Words,
): ReactNode {
  if (!isSaid(observed) && !isSaid(meaning)) return null;
  return (
    <Finding
      {...words}
      term={`element-${element}`}
      nameIn={(names) => names.element[element]}
      seen={[
        <Observed lang={words.lang} text={observed} />,
        words.messages.report.confidence[confidence],
      ]}
      says={meaning}
    />
  );
}

function lines(entries: Report["lines"], words: Words): ReactNode {
  const { onHand, visibility: visibilities, confidence: confidences } = words.messages.report;
  return entries.map(({ key, hands, meaning }) => (
    <Finding
      key={key}
      id={`line-${key}`}
      {...words}
      term={`line-${key}`}
      nameIn={(names) => names.line[key]}
      seen={hands.map(({ side, visibility, observed, confidence }) => (
        <>
          {onHand[side]}: {visibilities[visibility]} <Observed lang={words.lang} text={observed} />{" "}
          {visibility !== "not_visible" && confidences[confidence]}
        </>
      ))}
      says={meaning}
    >
      <div className="foot">
        <Reasons messages={words.messages} reasons={words.reasons[`line:${key}`]} />
        <a className="action" href="#photos">
          {words.messages.overlay.back}
        </a>
        {words.afterPart(`line:${key}`, words.messages.report.line[key])}
      </div>
    </Finding>
  ));
}

function fingers(entries: Report["fingers"], words: Words): ReactNode {
  return entries.map(({ key, observed, meaning }, index) => (
    <Finding
      key={index}
      id={isFirst(entries, index) ? `finger-${key}` : null}
      {...words}
      term={`finger-${key}`}
      nameIn={(names) => names.finger[key]}
      seen={isSaid(observed) ? [<Observed lang={words.lang} text={observed} />] : []}
      says={meaning}
    >
      <Reasons messages={words.messages} reasons={words.reasons[`finger:${key}`]} />
    </Finding>
  ));
}

function mounts(entries: Report["mounts"], words: Words): ReactNode {
  const { prominence: prominences, confidence: confidences } = words.messages.report;
  return entries.map(({ key, prominence, meaning, confidence }, index) => (
    <Finding
      key={index}
      id={isFirst(entries, index) ? `mount-${key}` : null}
      {...words}
      term={`mount-${key}`}
      nameIn={(names) => names.mount[key]}
      seen={[
        prominence === "not_assessable"
          ? prominences[prominence]
          : `${prominences[prominence]} ${confidences[confidence]}`,
      ]}
      says={meaning}
    >
      <Reasons messages={words.messages} reasons={words.reasons[`mount:${key}`]} />
    </Finding>
  ));
}

function minorLines(entries: Report["minor_lines"], words: Words): ReactNode {
  const { onHand, confidence: confidences } = words.messages.report;
  return entries.map(({ key, side, observed, meaning, confidence }, index) => (
    <Finding
      key={index}
      {...words}
      term={`minor_line-${key}`}
      nameIn={(names) => names.minorLine[key]}
      seen={[
        <>
          {onHand[side]}: <Observed lang={words.lang} text={observed} /> {confidences[confidence]}
        </>,
      ]}
      says={meaning}
    />
  ));
}

function signs(entries: Report["signs"], words: Words): ReactNode {
  const { onHand, confidence: confidences } = words.messages.report;
  return entries.map(({ key, side, location, observed, meaning, confidence }, index) => (
    <Finding
      key={index}
      {...words}
      term={`sign-${key}`}
      nameIn={(names) => names.sign[key]}
      seen={[
        <>
          {onHand[side]}: <Observed lang={words.lang} text={location} />
        </>,
        <>
          <Observed lang={words.lang} text={observed} /> {confidences[confidence]}
        </>,
      ]}
      says={meaning}
    />
  ));
}

function comparison(
  { available, similarities, differences, meaning }: Report["comparison"],
  words: Words,
): ReactNode {
  const { alike, unlike, says } = words.messages.report;
  const parts = [
    { title: alike, body: sentences(similarities, words) },
    { title: unlike, body: sentences(differences, words) },
    {
      title: says,
      body: meaning !== null && isSaid(meaning) && <p lang={words.lang}>{meaning}</p>,
    },
  ].filter(({ body }) => isShown(body));
  if (!available || parts.length === 0) return null;
  return parts.map(({ title, body }) => (
    <div key={title}>
      <h3>{title}</h3>
      {body}
    </div>
  ));
}

function lifeAreas(entries: Report["life_areas"], words: Words): ReactNode {
  const { report: text } = words.messages;
  return entries.map(({ key, text: said, based_on }, index) => (
    <div key={index} id={isFirst(entries, index) ? `area-${key}` : undefined} className="finding">
      <h3>{text.lifeArea[key]}</h3>
      <p lang={words.lang}>{said}</p>
      {restsOn(based_on, words)}
      <div className="foot">
        <Reasons messages={words.messages} reasons={words.reasons[`area:${key}`]} />
        {words.afterPart(`area:${key}`, text.lifeArea[key])}
      </div>
    </div>
  ));
}

/** What a part of life rests on, each a link to where it is told of. */
function restsOn(basedOn: readonly string[], { messages, language, anchors }: Words): ReactNode {
  const bases = new Map(
    basedOn.flatMap((basis) => {
      const name = describeBasis(messages, basis);
      return name === undefined ? [] : [[name, anchorOfBasis(anchors, basis)] as const];
    }),
  );
  if (bases.size === 0) return null;
  const parts = new Intl.ListFormat(language).formatToParts(bases.keys());
  return (
    <p className="soft">
      {messages.report.restsOn}{" "}
      {parts.map(({ type, value }, index) => {
        const href = type === "element" ? bases.get(value) : undefined;
        return href === undefined ? (
          value
        ) : (
          <a key={index} href={href}>
            {value}
          </a>
        );
      })}
    </p>
  );
}

function sentences(items: readonly string[], { lang }: Words): ReactNode {
  const said = items.filter(isSaid);
  if (said.length === 0) return null;
  return (
    <ul lang={lang}>
      {said.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** What the reader wrote, in the middle of the page's own words. */
function Observed({ text, lang }: { readonly text: string; readonly lang: Language | undefined }) {
  return <span lang={lang}>{text}</span>;
}

/** True for an entry whose like was not told of before: only one of them can be linked to. */
function isFirst(entries: readonly { readonly key: string }[], index: number): boolean {
  return entries.findIndex(({ key }) => key === entries[index]?.key) === index;
}

function isSaid(text: string): boolean {
  return text.trim() !== "";
}

function isShown(body: ReactNode): boolean {
  return Array.isArray(body) ? body.length > 0 : body !== null && body !== false;
}
