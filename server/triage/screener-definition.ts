import Joi from 'joi';
import {
  ANSWERS, FACT_NAMES, SCREENER_IDS, SCREENER_LEVELS, type FieldError, type ScreenerDefinition, type ScreenerId,
} from '../contract/triage.js';
import { parsedBy, type Parsed } from './parsed.js';

const itemId = Joi.string().pattern(/^[A-Za-z][A-Za-z0-9]{0,30}$/);
const itemIds = Joi.array().min(1).items(itemId);
const answers = Joi.array().min(1).items(Joi.string().valid(...ANSWERS));
const level = Joi.string().valid(...SCREENER_LEVELS);

const schema = Joi.object<ScreenerDefinition, true>({
  id: Joi.string().valid(...SCREENER_IDS).required(),
  version: Joi.number().integer().min(1).required(),
  language: Joi.string().required(),
  title: Joi.string().required(),
  licence: Joi.string().required(),
  source: Joi.string().required(),
  writtenOn: Joi.string().isoDate().required(),
  reviewDueOn: Joi.string().isoDate().required(),
  needsClinicalLeadSignOff: Joi.boolean().required(),
  validFromAgeYears: Joi.number().integer().min(0),
  items: Joi.array().min(1).unique('id').items(Joi.object({
    id: itemId.required(),
    label: Joi.string().required(),
    window: Joi.string().required(),
    askWhen: Joi.object({ anyOf: itemIds.required(), is: answers.required() }),
    impossibleWhenNotToBeAsked: Joi.string().valid('any', 'yes', 'none'),
    sets: Joi.array().items(Joi.object({ fact: Joi.string().valid(...FACT_NAMES).required(), on: answers.required() })).required(),
  })).required(),
  scoring: Joi.object({
    levels: Joi.array().min(1).items(Joi.object({
      level: level.required(), anyYes: itemIds.required(), andYes: itemIds, declinedCountsAsYes: Joi.boolean(),
    })).required(),
    noneLevel: level.required(),
    keyItems: Joi.array().items(itemId).required(),
  }).required(),
});

/**
 * The items of which one yes is the Columbia screener's high band. A deployment may load other wording and adapt the
 * bands below, never this one. Source: domain.md §3.1, Columbia protocol, threshold for high risk.
 */
const HIGH_BAND: Partial<Record<ScreenerId, readonly string[]>> = {
  'cssrs-screener': ['q4', 'q5', 'q6Past3Months'],
  'cssrs-since-last-contact': ['q4', 'q5', 'q6'],
};

/**
 * A screener definition read from data, or every field that is wrong, by JSON pointer: every item that is named
 * exists, and the high band is the official one.
 */
export function parseScreenerDefinition(data: unknown): Parsed<ScreenerDefinition> {
  const parsed = parsedBy(schema, data);
  if (!parsed.ok) return parsed;
  const errors = [...unknownItems(parsed.value), ...changedHighBand(parsed.value)];
  return errors.length > 0 ? { ok: false, errors } : parsed;
}

function unknownItems({ items, scoring }: ScreenerDefinition): FieldError[] {
  const ids = new Set(items.map(({ id }) => id));
  const named: { pointer: string; ids: readonly string[] }[] = [
    ...items.map(({ askWhen }, index) => ({ pointer: `/items/${index}/askWhen/anyOf`, ids: askWhen?.anyOf ?? [] })),
    ...scoring.levels.map(({ anyYes, andYes = [] }, index) => ({ pointer: `/scoring/levels/${index}`, ids: [...anyYes, ...andYes] })),
    { pointer: '/scoring/keyItems', ids: scoring.keyItems },
  ];
  return named.filter((place) => place.ids.some((id) => !ids.has(id)))
    .map(({ pointer }) => ({ pointer, detail: 'names an item that does not exist' }));
}

function changedHighBand({ id, scoring }: ScreenerDefinition): FieldError[] {
  const official = HIGH_BAND[id];
  if (!official) return [];
  const [first] = scoring.levels;
  const same = first?.level === 'HIGH' && first.andYes === undefined
    && first.anyYes.length === official.length && official.every((item) => first.anyYes.includes(item));
  return same ? [] : [{ pointer: '/scoring/levels/0', detail: 'must be the official high band' }];
}
