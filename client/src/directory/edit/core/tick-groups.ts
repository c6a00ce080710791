import { EXCLUSION_RULES, HELP_KINDS, TRAITS } from '../../../../../server/contract/directory.js';
import type { ExclusionRule, HelpKind, Trait } from '../../../../../server/contract/directory.js';

/** Some of many choices that belong together, under one name. */
export interface TickGroup<Group extends string, Value extends string> {
  group: Group;
  values: readonly Value[];
}

/** Groups in the order in which each is met first; within a group the order of `all`. Every value stands in exactly one. */
export function grouped<Group extends string, Value extends string>(all: readonly Value[], groupOf: Readonly<Record<Value, Group>>): TickGroup<Group, Value>[] {
  return [...new Set(all.map((value) => groupOf[value]))].map((group) => ({ group, values: all.filter((value) => groupOf[value] === group) }));
}

/** Ticks one value or takes the tick away; the others stay, in the order of `all`. */
export const ticked = <Value extends string>(all: readonly Value[], now: readonly Value[], value: Value, on: boolean): Value[] => all.filter((each) => (each === value ? on : now.includes(each)));

/** Whom a service turns away: by who comes, by whom they bring, by how they come. */
export const RULE_GROUPS = grouped(EXCLUSION_RULES, {
  'women-only': 'only-for', 'men-only': 'only-for', 'adults-only': 'only-for', 'under-18s-only': 'only-for', 'families-only': 'only-for', 'pregnant-or-new-parents-only': 'only-for', 'veterans-only': 'only-for',
  'no-children': 'along', 'no-pets': 'along',
  'sober-on-arrival': 'arrival', 'no-recent-violence': 'arrival', 'medically-stable': 'arrival', 'professional-referral-only': 'arrival',
} as const satisfies Record<ExclusionRule, string>);

/** What is good to know: whom one meets there, and how it is there. */
export const TRAIT_GROUPS = grouped(TRAITS, {
  'peer-run': 'whom', 'woman-worker': 'whom', 'man-worker': 'whom',
  'faith-based': 'how', 'not-faith-based': 'how', 'no-police-on-site': 'how', 'lgbtq-affirming': 'how', 'trauma-informed': 'how',
} as const satisfies Record<Trait, string>);

/** Kinds of help by what somebody in need of one would look for. */
export const KIND_GROUPS = grouped(HELP_KINDS, {
  'crisis-line': 'now', 'warm-line': 'now', 'mobile-team': 'now', 'receiving-centre': 'now', 'emergency-department': 'now',
  'crisis-house': 'stay', 'respite': 'stay', 'inpatient': 'stay', 'shelter': 'stay', 'housing': 'stay',
  'peer-cafe': 'company', 'counselling': 'company', 'drop-in': 'company', 'peer-support': 'company', 'community-group': 'company',
  'detox': 'substances', 'sobering': 'substances', 'substance-use': 'substances',
  'youth': 'some', 'perinatal': 'some', 'older-adult': 'some', 'domestic-abuse': 'some', 'sexual-violence': 'some', 'bereavement': 'some',
  'food': 'daily', 'benefits': 'daily', 'legal': 'daily',
} as const satisfies Record<HelpKind, string>);
