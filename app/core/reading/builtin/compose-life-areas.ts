import type { Language, Report } from "../reading.ts";
import { lineRulesOf } from "./line-rules.ts";
import { type HandsRead, toldLinesOf } from "./read-hands.ts";
import { mostOf, type Part } from "./report-part.ts";
import { reportRulesOf } from "./report-rules.ts";
import { groundOf, say, type Saying, textOf } from "./saying.ts";

type LifeArea = Report["life_areas"][number];

/** Parts of life, each as far as something was seen that tradition reads it from. */
export function composeLifeAreas(read: HandsRead, language: Language): Part<LifeArea[]> {
  const rules = reportRulesOf(language);
  const lineRules = lineRulesOf(language);
  const { heart, head, life, fate } = toldLinesOf(read);
  const aspects = read.shape?.aspects;
  const kind = read.shape ? (read.shape.element ?? "mixed") : null;

  const areas: { key: LifeArea["key"]; said: { basis: string[]; saying: Saying }[] }[] = [
    {
      key: "character",
      said: kind
        ? [{ basis: ["hand:element"], saying: say(rules.kinds[kind].character, `element_${kind}`) }]
        : [],
    },
    {
      key: "mind",
      said: [
        ...(head
          ? [
              {
                basis: ["line:head"],
                saying: say(lineRules.head[head.line.course].mind, head.line.course),
              },
            ]
          : []),
        ...(aspects
          ? [
              {
                basis: ["hand:fingers"],
                saying: say(rules.fingers[aspects.fingers].mind, aspects.fingers),
              },
            ]
          : []),
      ],
    },
    {
      key: "relationships",
      said: [
        ...(heart?.line.ends
          ? [
              {
                basis: ["line:heart"],
                saying: say(lineRules.heart[heart.line.ends].relationships, heart.line.ends),
              },
            ]
          : []),
        ...(aspects?.spread
          ? [
              {
                basis: ["hand:spread"],
                saying: say(rules.spread[aspects.spread].relationships, aspects.spread),
              },
            ]
          : []),
      ],
    },
    {
      key: "career",
      said: [
        ...(fate
          ? [
              {
                basis: ["line:fate"],
                saying: say(lineRules.fate[fate.line.start].career, fate.line.start),
              },
            ]
          : []),
        ...(aspects
          ? [
              {
                basis: ["finger:index", "finger:ring"],
                saying: say(rules.lead[aspects.lead].career, aspects.lead),
              },
            ]
          : []),
      ],
    },
    {
      key: "family",
      said: life?.line.arc
        ? [
            {
              basis: ["line:life"],
              saying: say(lineRules.life[life.line.arc].family, life.line.arc),
            },
          ]
        : [],
    },
    {
      key: "inner_life",
      said:
        heart && head
          ? [
              {
                basis: ["line:heart", "line:head"],
                saying: say(
                  lineRules.innerLife[heart.line.course][head.line.course],
                  heart.line.course,
                  head.line.course,
                ),
              },
            ]
          : [],
    },
  ];
  const shown = areas
    .filter(({ said }) => said.length > 0)
    .map(({ key, said }) => ({ key, said: said.slice(0, mostOf(read).inArea) }));
  return {
    value: shown.map(({ key, said }) => ({
      key,
      text: textOf(said.map(({ saying }) => saying)),
      based_on: said.flatMap(({ basis }) => basis),
    })),
    grounds: shown.map(({ key, said }) =>
      groundOf(
        `area:${key}`,
        said.map(({ saying }) => saying),
      ),
    ),
  };
}
