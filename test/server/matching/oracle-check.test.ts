import { describe, expect, it } from '@jest/globals';
import { compareWithOracle } from '../../bench/match-oracle.js';
import { digested } from '../../../server/matching/core/digest.js';
import { makeServiceIndex } from '../../../server/matching/core/service-index.js';
import { directory, network, policy } from './a-need.js';
import { NOW } from './a-service.js';
import { generateServices } from './generate-services.js';

describe('the check that the bench makes over 100,000 services', () => {
  const services = [...generateServices(2000, 1, NOW)];
  const index = makeServiceIndex(services.map(digested), { policy, network: () => network, directory });

  it('finds fifty answers of the index equal to the plain reading of the rules', () => {
    expect(compareWithOracle(services, (need, asOf) => index.match(need, asOf))).toMatchObject({ asked: 50, different: [] });
  });

  it('names every need to which the index says something else', () => {
    const wrong = compareWithOracle(services, (need, asOf) => index.match({ ...need, letter: need.letter === 'A' ? 'B' : need.letter }, asOf));
    expect(wrong.different).toEqual(expect.arrayContaining(['an adult whose life is at risk', 'a child of 9 whose life is at risk']));
  });
});
