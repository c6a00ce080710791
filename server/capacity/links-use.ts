import type { CapacityLinkRoomAnswer, CapacityLinkTelling, CapacityLinkView } from '../contract/capacity.js';
import { freshUntil } from '../directory/index.js';
import type { DirectoryActor, Stored } from '../directory/index.js';
import { problem } from '../platform/http/problem.js';
import type { Tx } from '../platform/mongo/transact.js';
import { capacityNow } from './core/board-line.js';
import type { CapacityLink } from './links.js';
import type { CapacityNeeds } from './needs.js';
import type { RoomAsking } from './room-asks.js';

/** How whoever has a link is called in the audit. */
const BY_LINK = 'service by link';

export type LinkUse = ReturnType<typeof linkUse>;

/** What somebody at a service does by the link in their text: without an account, with name and role. Reading changes nothing. */
export function linkUse({ links, roomAsks, policy, directory, transact, clock, people }: CapacityNeeds, rooms: RoomAsking) {
  /** @throws `link/invalid` for one that never was, is over, or whose contact is not checked any more */
  async function find(token: string, tx?: Tx): Promise<{ link: CapacityLink; stored: Stored }> {
    const link = await links.findOpen(token, clock.now(), tx);
    const stored = link && await directory.find(link.serviceId, tx);
    const contact = stored?.service.handrail.intake.find(({ id }) => id === link?.contactId);
    if (!link || !stored || !contact?.verified) throw problem('link/invalid');
    return { link, stored };
  }

  async function view(token: string): Promise<CapacityLinkView> {
    const { link, stored: { service } } = await find(token);
    const ask = link.roomAskId === null ? null : await roomAsks.find(link.roomAskId);
    const asked = ask?.services.find(({ serviceId }) => serviceId === service.id);
    const { name, dutyPhone } = people.network();
    return {
      asks: link.asks, org: name, serviceName: service.name, capacities: service.capacities.map((capacity) => capacityNow(capacity, (one) => freshUntil(one, policy.freshMinutes))),
      room: ask && asked ? { kind: ask.kind, soon: ask.soon, ageBand: ask.ageBand, answerBy: ask.answerBy.toISOString(), state: asked.state, answer: asked.answer } : null,
      dutyPhone, serverTime: clock.now().toISOString(), expiresAt: link.expiresAt.toISOString(),
    };
  }

  return {
    /** @throws `link/invalid` */
    view,

    /** @throws `link/invalid`, `capacity/changed`, `request/malformed` */
    async tell({ token, capacityId, available, seen, name, role }: CapacityLinkTelling): Promise<CapacityLinkView> {
      await transact(async (tx) => {
        const { stored } = await find(token, tx);
        const by: DirectoryActor = { staffId: null, name: role, fullName: `${name}, ${role}`, role: BY_LINK };
        await directory.tellCapacityIn(tx, stored.service.id, { capacityId, available, seen }, by, 'link');
      });
      return view(token);
    },

    /** @throws `link/invalid`, `link/finished` when nobody waits for it any more */
    async answerRoom({ token, answer, name, role }: CapacityLinkRoomAnswer): Promise<CapacityLinkView> {
      await transact(async (tx) => {
        const { link, stored } = await find(token, tx);
        if (link.roomAskId === null) throw problem('link/invalid');
        await rooms.answerIn(tx, link.roomAskId, stored.service.id, { answer, by: `${name}, ${role}`, at: clock.now() }, BY_LINK);
      });
      return view(token);
    },
  };
}
