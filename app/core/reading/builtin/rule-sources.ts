import type { LineKey } from "../../palm/palm-lines.ts";
import type { WritingHand } from "../reading.ts";
import type { SourceKey } from "../sources.ts";
import type { NamedMount } from "./line-rules.ts";
import type { LineTrait } from "./line-traits.ts";
import type { HandKind } from "./report-rules.ts";
import type { Trait } from "./traits.ts";

/** Every rule that can speak in a report. Stored with readings: an id that was used once keeps its meaning. */
export type RuleId =
  | Trait
  | LineTrait
  | `element_${HandKind}`
  | `mount_${NamedMount}`
  | `writing_${WritingHand | "unsaid"}`
  | `about_${LineKey}`
  | "line_unseen"
  | "fate_unseen"
  | "older_custom"
  | "hands_alike"
  | "hands_unlike"
  | "other_hand";

export const ruleSources: Readonly<Record<RuleId, SourceKey>> = {
  palm_long: "indianetzone",
  palm_square: "indianetzone",
  palm_between: "indianetzone",
  palm_open: "pksarna",
  fingers_long: "pksarna",
  fingers_short: "pksarna",
  fingers_between: "pksarna",
  fingers_closed: "pksarna",
  index_longer: "pksarna",
  ring_longer: "pksarna",
  index_ring_equal: "pksarna",
  spread_wide: "pksarna",
  spread_close: "pksarna",
  thumb_open: "pksarna",
  thumb_close: "pksarna",
  element_earth: "shankerstudy",
  element_fire: "shankerstudy",
  element_air: "shankerstudy",
  element_water: "shankerstudy",
  element_mixed: "indianetzone",
  about_heart: "astrodivine",
  about_head: "astrodivine",
  about_life: "old_town_crier",
  about_fate: "astrodivine",
  heart_ends_index: "cheiro",
  heart_ends_between: "cheiro",
  heart_ends_middle: "cheiro",
  heart_ends_ring: "benham",
  heart_curved: "benham",
  heart_gentle: "benham",
  heart_straight: "benham",
  heart_long: "benham",
  heart_short: "benham",
  heart_broken: "bhartiyshiksha",
  head_joined: "cheiro",
  head_near: "cheiro",
  head_apart: "cheiro",
  head_straight: "cheiro",
  head_gentle: "cheiro",
  head_sloping: "cheiro",
  head_long: "benham",
  head_short: "benham",
  head_broken: "bhartiyshiksha",
  life_wide: "benham",
  life_even: "benham",
  life_narrow: "benham",
  life_to_wrist: "astrodivine",
  life_half: "old_town_crier",
  life_broken: "future_samachar",
  fate_from_wrist: "cheiro",
  fate_from_moon: "cheiro",
  fate_from_life: "cheiro",
  fate_from_palm: "cheiro",
  fate_to_finger: "astrodivine",
  fate_broken: "future_samachar",
  fate_unseen: "bhartiyshiksha",
  line_unseen: "own",
  mount_jupiter: "prabhat_khabar",
  mount_saturn: "prabhat_khabar",
  mount_sun: "prabhat_khabar",
  mount_venus: "prabhat_khabar",
  mount_moon: "prabhat_khabar",
  writing_left: "webastrologers",
  writing_right: "webastrologers",
  writing_both: "webastrologers",
  writing_unsaid: "sevacart",
  older_custom: "funchannel",
  hands_alike: "webastrologers",
  hands_unlike: "webastrologers",
  other_hand: "webastrologers",
};

/** True for the id of a rule that is in force; readings of earlier versions may name others. */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(ruleSources, id);
}
