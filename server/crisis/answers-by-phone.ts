import type { StaffId } from '../kernel/ids.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Owning } from './own.js';
import type { CrisisStore } from './store.js';

type Via = 'link' | 'voice';

/** Yes and no to a page from outside the screens, for whoever keeps the links and the calls. A crisis that is gone changes nothing. */
export const answersByPhone = ({ crises, own }: { crises: Pick<CrisisStore, 'find'>; own: Pick<Owning, 'acknowledgeAs' | 'refuse'> }) => ({
  acknowledge: (via: Via) => async (tx: Tx, crisisId: string, staffId: StaffId): Promise<void> => {
    const crisis = await crises.find(crisisId, tx);
    if (crisis) await own.acknowledgeAs(tx, crisis, staffId, via);
  },
  refuse: (via: Via) => async (tx: Tx, crisisId: string, askedId: StaffId, byId: StaffId): Promise<void> => {
    const crisis = await crises.find(crisisId, tx);
    if (crisis) await own.refuse(tx, crisis, askedId, { staffId: byId, role: `responder by ${via}` });
  },
  ownerOf: async (crisisId: string) => (await crises.find(crisisId))?.owner ?? null,
});
