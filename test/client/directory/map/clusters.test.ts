import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gridLines, gridStep, namedAt, statesIn } from '../../../../client/src/directory/map/core/background.js';
import { boundsOf, clustersOf, servicesAt } from '../../../../client/src/directory/map/core/clusters.js';

const point = fc.record({ serviceId: fc.constantFrom('a', 'b', 'c', 'd'), name: fc.constant('x'), latitude: fc.double({ min: -80, max: 80, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) });
const pixels = (zoom: number) => ({ latitude, longitude }: { latitude: number; longitude: number }) => ({ x: longitude * zoom, y: latitude * zoom });

describe('points on the map', () => {
  it('are each in exactly one cluster, at every zoom', () => {
    fc.assert(fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 1, max: 4000 }), (points, zoom) => {
      const clusters = clustersOf(points, pixels(zoom));
      expect(clusters.flatMap((cluster) => cluster.points)).toHaveLength(points.length);
      expect(new Set(clusters.map(({ key }) => key)).size).toBe(clusters.length);
      const at = clusters.map(pixels(zoom));
      for (const [n, one] of at.entries()) for (const other of at.slice(n + 1)) expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThanOrEqual(43.9);
      for (const one of points) expect(clusters.filter((cluster) => cluster.points.includes(one))).toHaveLength(1);
    }));
  });
  it('lie inside their rectangle', () => {
    fc.assert(fc.property(fc.array(point, { minLength: 1 }), (points) => {
      const [west, south, east, north] = boundsOf(points) ?? [0, 0, 0, 0];
      for (const { latitude, longitude } of points) expect(latitude >= south && latitude <= north && longitude >= west && longitude <= east).toBe(true);
    }));
    expect(boundsOf([])).toBeNull();
  });
  it('name every service once', () => {
    const at = (serviceId: string) => ({ serviceId, name: serviceId.toUpperCase(), latitude: 1, longitude: 1 });
    expect(servicesAt([at('a'), at('b'), at('a')])).toEqual([{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }]);
  });
});

describe('the background', () => {
  it('is that of the states in sight, and of none elsewhere', () => {
    const index = { DC: [-77.12, 38.79, -76.91, 39], MD: [-79.5, 37.9, -75, 39.7], CA: [-124.5, 32.5, -114.1, 42] } as const;
    expect(statesIn(index, [-77.2, 38.8, -76.9, 39.1])).toEqual(['DC', 'MD']);
    expect(statesIn(index, [-0.5, 51.2, 0.3, 51.7])).toEqual([]);
  });
  it('is else a grid of a few lines', () => {
    fc.assert(fc.property(fc.double({ min: 0.02, max: 300, noNaN: true }), (wide) => {
      const step = gridStep([10, 10, 10 + wide, 10 + wide / 2]);
      expect(gridLines(10, 10 + wide, step).length).toBeLessThanOrEqual(9);
    }));
    expect(gridLines(-0.5, 0.6, 0.5)).toEqual([-0.5, 0, 0.5]);
    expect([namedAt(4), namedAt(13)]).toEqual([0, 150]);
  });
});
