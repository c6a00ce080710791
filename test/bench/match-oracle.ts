import { isDeepStrictEqual } from 'node:util';
import type { Service } from '../../server/contract/directory.js';
import type { MatchAnswer } from '../../server/contract/matching.js';
import type { Need } from '../../server/matching/core/need.js';
import { rankServices } from '../../server/matching/core/rank-services.js';
import { aContext } from '../server/matching/a-need.js';
import { NOW } from '../server/matching/a-service.js';
import { SCRIPTED_NEEDS, needOf } from '../server/matching/scripted-needs.js';

/** What the oracle was asked, and where the index said something else. */
export interface OracleCheck { asked: number; different: string[]; seconds: number }

/**
 * Asks the fifty scripted needs of the index and of the plain reading of the rules over the same services, each some minutes
 * after the last, so that opening hours and the age of told numbers change. Services that a need names are taken by chance,
 * the same in every run.
 */
export function compareWithOracle(services: readonly Service[], match: (need: Need, asOf: Date) => MatchAnswer): OracleCheck {
  const startedAt = process.hrtime.bigint();
  const different: string[] = [];
  const idOf = (name: string): string => (services[[...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % services.length, 0)] as Service).id;
  for (const [place, row] of SCRIPTED_NEEDS.entries()) {
    const asOf = new Date(NOW.getTime() + place * 53 * 60_000 + 29_000);
    const need = needOf(row, asOf, idOf);
    if (!isDeepStrictEqual(match(need, asOf), rankServices({ need, services, context: aContext({ asOf }) }))) different.push(row.who);
  }
  return { asked: SCRIPTED_NEEDS.length, different, seconds: Number(process.hrtime.bigint() - startedAt) / 1e9 };
}
