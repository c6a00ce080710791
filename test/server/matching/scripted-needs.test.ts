import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../../server/contract/directory.js';
import type { MatchAnswer } from '../../../server/contract/matching.js';
import { digested } from '../../../server/matching/core/digest.js';
import { rankServices } from '../../../server/matching/core/rank-services.js';
import { makeServiceIndex } from '../../../server/matching/core/service-index.js';
import { filesOf, mustRead, ownFolder } from '../directory/support/shared-data.js';
import { aContext, directory, network, policy } from './a-need.js';
import { MOMENTS, SCRIPTED_NEEDS, needOf } from './scripted-needs.js';
import type { Moment, ScriptedNeed } from './scripted-needs.js';

const files = filesOf(ownFolder('config/demo/directory'));
const asRead = new Map<Moment, { services: Service[]; index: ReturnType<typeof makeServiceIndex> }>();

/** The demo directory as it stands for somebody who loads it at that moment: its places were told minutes ago. */
function directoryAt(moment: Moment) {
  const before = asRead.get(moment);
  if (before) return before;
  const { services } = mustRead(files, { source: 'demo', trusted: true, now: MOMENTS[moment] });
  const read = { services, index: makeServiceIndex(services.map(digested), { policy, network: () => network, directory }) };
  asRead.set(moment, read);
  return read;
}

/** What the answer says of everything that the row speaks of, in the row's own shape: the two are compared whole. */
function toldOf({ matches, phoneFirst, excluded, fallbacks, relax }: MatchAnswer, row: ScriptedNeed) {
  const all = [...matches, ...phoneFirst];
  const named = (name: string) => all.find(({ serviceName }) => serviceName === name);
  const excludedBy = new Map(excluded.map(({ serviceName, rule }) => [serviceName, rule]));
  const when = <T>(asked: unknown, value: T): T | undefined => (asked === undefined ? undefined : value);
  return {
    first: when(row.first, matches[0]?.serviceName),
    offered: row.offered?.filter((name) => matches.some(({ serviceName }) => serviceName === name)),
    phoneFirst: when(row.phoneFirst, phoneFirst.map(({ serviceName }) => serviceName)),
    notOffered: row.notOffered && Object.fromEntries(Object.keys(row.notOffered).map((name) => [name, named(name) ? 'offered' : excludedBy.get(name) ?? 'unmentioned'])),
    unmentioned: row.unmentioned?.filter((name) => !named(name) && !excludedBy.has(name)),
    callFirst: row.callFirst?.filter((name) => named(name)?.callFirst === true),
    ready: row.ready?.filter((name) => named(name)?.callFirst === false),
    cautions: row.cautions && Object.fromEntries(Object.entries(row.cautions).map(([name, codes]) => [name, codes.filter((code) => named(name)?.cautions.some((caution) => caution.code === code))])),
    emergencyPlace: when(row.emergencyPlace, fallbacks.find(({ kind, distance }) => kind === 'emergency-place' && distance !== null)?.name ?? null),
    relax: when(row.relax, relax?.rule ?? null),
  };
}

const askedOf = ({ first, offered, phoneFirst, notOffered, unmentioned, callFirst, ready, cautions, emergencyPlace, relax }: ScriptedNeed) =>
  ({ first, offered, phoneFirst, notOffered, unmentioned, callFirst, ready, cautions, emergencyPlace, relax });

describe('fifty people and the demo directory', () => {
  it('are fifty, at nine different moments', () => {
    expect(SCRIPTED_NEEDS).toHaveLength(50);
    expect(new Set(SCRIPTED_NEEDS.map(({ at }) => at))).toEqual(new Set(Object.keys(MOMENTS)));
  });

  it.each(SCRIPTED_NEEDS.map((row) => [`${row.letter}, ${row.at}: ${row.who}`, row] as const))('%s', (_name, row) => {
    const { services, index } = directoryAt(row.at);
    const asOf = MOMENTS[row.at];
    const idOf = (name: string): string => {
      const found = services.find((service) => service.name === name);
      if (!found) throw new Error(`the demo directory has no ${name}`);
      return found.id;
    };
    for (const name of [row.offered, row.unmentioned, Object.keys(row.notOffered ?? {})].flatMap((names) => names ?? [])) idOf(name);
    const need = needOf(row, asOf, idOf);
    const answer = rankServices({ need, services, context: aContext({ asOf }) });

    expect(index.match(need, asOf)).toEqual(answer);
    expect(toldOf(answer, row)).toEqual(askedOf(row));
    // nobody stands in two lists, an urgent need never stands without a way out, and nothing is relaxed while something is offered
    const offered = new Set([...answer.matches, ...answer.phoneFirst].map(({ serviceId }) => serviceId));
    expect(answer.excluded.filter(({ serviceId }) => offered.has(serviceId))).toEqual([]);
    expect(answer.fallbacks.map(({ kind, phone }) => (kind === 'emergency-place' ? kind : phone))).toEqual('ABC'.includes(row.letter) ? ['911', '988', 'emergency-place'] : []);
    expect(offered.size > 0 && answer.relax !== null).toBe(false);
    expect(answer.matches.filter(({ callFirst, cautions }) => callFirst && cautions.length === 0)).toEqual([]);
  });
});
