import type { Away, Book, Change, Rota, RotaLayer } from '../../../server/oncall/core/rota.js';

/** A layer of one person a day in New York, handed over at eight, for all hours. */
export const aLayer = (differs: Partial<RotaLayer> = {}): RotaLayer => ({
  id: 'main', name: 'Everyone', staffIds: ['ana', 'ben'], turn: { unit: 'days', count: 1 }, startsOn: '2026-01-01', handOverAt: '08:00', hours: [], ...differs,
});

export const aRota = (differs: Partial<Rota> = {}): Rota => ({
  id: 'first', teamId: 'north', name: 'First', version: 1, timeZone: 'America/New_York', supervises: false, layers: [aLayer()], mustCover: [], longestHours: null, handOffNotices: true, dutyPhone: null, ...differs,
});

export const aBook = ({ changes = [], away = [], ...rota }: Partial<Rota> & { changes?: Change[]; away?: Away[] } = {}): Book => ({ rota: aRota(rota), changes, away });

let made = 0;
/** Somebody put on by hand, later than those before. */
export const aChange = (kind: Change['kind'], staffId: string, startsAt: string, endsAt: string): Change => {
  made += 1;
  return { id: `change-${made}`, kind, staffId, startsAt: new Date(startsAt), endsAt: new Date(endsAt), madeAt: new Date(Date.parse('2026-01-01T00:00:00Z') + made * 1000), order: made };
};

export const leaveOf = (staffId: string, startsAt: string, endsAt: string): Away => ({ staffId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
