import type { CollectionPlan } from '../platform/mongo/migrate.js';
import { askingFor } from './asking.js';
import { tellingsPlan } from './history.js';
import { capacityLinksPlan } from './links.js';
import { linkUse } from './links-use.js';
import type { CapacityNeeds } from './needs.js';
import { keptWords, puttingBack } from './put-back.js';
import { questionsPlan } from './questions.js';
import { roomAsksPlan } from './room-ask-store.js';
import { roomAsking } from './room-asks.js';
import { capacityRoutes } from './routes.js';
import { capacitySettingsPlan } from './settings.js';
import { textsIn } from './texts-in.js';

export { tellingStoreOn } from './history.js';
export type { TellingStore } from './history.js';
export { capacityLinksOn } from './links.js';
export type { CapacityNeeds } from './needs.js';
export { parseCapacityPolicy } from './policy.js';
export type { CapacityPolicy } from './policy.js';
export { questionsOn } from './questions.js';
export { ROOM_ASK_JOB } from './room-asks.js';
export { roomAskStoreOn } from './room-ask-store.js';
export { capacitySettingsOn } from './settings.js';
export { REMINDER_JOB, tellingsOf } from './told.js';

/** The collections of this room. */
export const capacityPlans: readonly CollectionPlan[] = [tellingsPlan, capacityLinksPlan, capacitySettingsPlan, questionsPlan, roomAsksPlan];

export type CapacityUse = ReturnType<typeof capacityUse>;

/** The room, joined: the board, asking and reminding, links, texts, "have you room?", and the routes of all that. */
export function capacityUse(needs: CapacityNeeds) {
  const asking = askingFor(needs);
  const rooms = roomAsking(needs, asking);
  const link = linkUse(needs, rooms);
  const texts = textsIn(needs, asking, rooms);
  return { asking, rooms, onText: texts.onText, putBack: puttingBack(needs), brokenWords: keptWords(needs), routes: capacityRoutes(needs, { asking, link, rooms }) };
}
