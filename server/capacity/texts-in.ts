import type { RoomAnswer } from '../contract/capacity.js';
import type { Capacity, IntakeContact } from '../contract/directory.js';
import type { DirectoryActor, Stored } from '../directory/index.js';
import { addMinutes } from '../kernel/durations.js';
import { PUBLIC_REPLY_LIMIT, parseReply } from '../messaging/index.js';
import type { InboundText } from '../messaging/index.js';
import { Problem } from '../platform/http/problem.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Asking } from './asking.js';
import { placeWord, placeWords } from './core/place-word.js';
import { isPlainlyPlaces, lettersOf, meantBy, readTelling } from './core/read-telling.js';
import type { ReadText } from './core/read-telling.js';
import type { RoomAsk } from './core/room-ask.js';
import type { CapacityNeeds } from './needs.js';
import type { RoomAsking } from './room-asks.js';

/** How whoever texts from a checked contact is called in the audit, and on screen when the contact has no label. */
const BY_TEXT = 'service by text';
const UNLABELLED = 'Their checked phone';
const ANSWER_OF: Readonly<Record<number, RoomAnswer>> = { 1: 'yes', 2: 'no', 3: 'ring-us' };
/** Answers of this room wait for everything that is about a crisis. */
const LEAST_URGENT = 6;

/** A service for which a phone may speak, and the contact that was checked. */
interface Spoken { stored: Stored; contact: IntakeContact }
type Telling = Pick<Extract<ReadText, { kind: 'telling' }>, 'word' | 'available'>;

export type TextsIn = ReturnType<typeof textsIn>;

/** What a text from a service's phone does: `B 2`, `FULL`, or the digit that answers a question of ours. Each is durable and answered, once. */
export function textsIn(needs: CapacityNeeds, asking: Asking, rooms: RoomAsking) {
  const { services, questions, roomAsks, policy, directory, messages, inbox, keys, transact, clock, isStaff, isLockedOut, countWrongCode } = needs;
  const { texts } = asking;

  const spokenBy = async (from: string, tx?: Tx): Promise<Spoken[]> => (await services.byIntakeAddress(from, tx)).flatMap((stored) => {
    const contact = stored.service.handrail.intake.find((one) => one.address === from && one.channel === 'sms' && one.verified !== null);
    return contact && stored.service.status === 'active' ? [{ stored, contact }] : [];
  });

  const say = async (tx: Tx, text: InboundText, body: string, isPublic = false): Promise<void> => {
    await messages.queue(tx, { key: `answer:${text.sid}`, to: text.from, body, sender: text.sender, purpose: isPublic ? 'public' : 'capacity-answer', teamId: 'network', crisisId: null, urgency: LEAST_URGENT }, isPublic ? PUBLIC_REPLY_LIMIT : undefined);
  };

  const menu = (known: readonly Spoken[]): string => texts().menu({ units: known.length === 1 && known[0] ? asking.unitsOf(known[0].stored.service) : [] });
  const actorOf = ({ contact }: Spoken): DirectoryActor => ({ staffId: null, name: contact.label ?? UNLABELLED, role: BY_TEXT });

  /** Tells one service's number, or says why not. @returns the words of the answer */
  async function tell(tx: Tx, spoken: Spoken, capacity: Capacity, available: number): Promise<string> {
    const { service } = spoken.stored;
    if (capacity.maximum !== null && available > capacity.maximum) return texts().tooMany({ maximum: capacity.maximum, letter: lettersOf(service.capacities).get(capacity.id) ?? 'B' });
    await directory.tellCapacityIn(tx, service.id, { capacityId: capacity.id, available }, actorOf(spoken), 'sms');
    return texts().noted({ place: placeWord(service), unit: capacity.unit.name, available, time: asking.time(clock.now()) });
  }

  async function told(tx: Tx, text: InboundText, known: readonly Spoken[], { word, available }: Telling): Promise<string> {
    const meant = known.flatMap((spoken) => {
      const capacity = meantBy(spoken.stored.service.capacities, word);
      return capacity ? [{ spoken, capacity }] : [];
    });
    const [first, ...others] = meant;
    if (!first) return menu(known);
    if (others.length === 0) return tell(tx, first.spoken, first.capacity, available);
    const asked = meant.slice(0, 9).map(({ spoken }) => spoken.stored.service);
    const words = placeWords(asked);
    await questions.ask(tx, text.from, { word, available, serviceIds: asked.map(({ id }) => id), expiresAt: addMinutes(clock.now(), policy.questionMinutes) });
    return texts().which({ places: asked.map(({ id }) => words.get(id) ?? '') });
  }

  /** The digit that answers "which place?". Null: nothing was asked. */
  async function chosen(tx: Tx, text: InboundText, known: readonly Spoken[], digit: number): Promise<string | null> {
    const question = await questions.find(text.from, clock.now(), tx);
    if (!question) return null;
    const spoken = known.find(({ stored }) => stored.service.id === question.serviceIds[digit - 1]);
    const capacity = spoken && meantBy(spoken.stored.service.capacities, question.word);
    if (!spoken || !capacity) return menu(known);
    await questions.forget(tx, text.from);
    return tell(tx, spoken, capacity, question.available);
  }

  /** The digit that answers "have you room?": by its code, or alone when only one question waits. */
  async function roomAnswered(tx: Tx, text: InboundText, known: readonly Spoken[], digit: number, code: string | null): Promise<string> {
    const toIndex = keys.blindIndex('capacity-contact', text.from);
    const open = (await roomAsks.openFor(toIndex, tx)).flatMap((ask: RoomAsk) => ask.services.filter((one) => one.toIndex === toIndex && one.state !== 'over' && one.state !== 'chosen').map((one) => ({ ask, one })));
    const waiting = code === null && open.length > 1 ? open.filter(({ one }) => one.answer === null) : open;
    const [meant] = code === null ? waiting : open.filter(({ one }) => one.code === code);
    const answer = ANSWER_OF[digit];
    if (code !== null && !meant) {
      await countWrongCode(tx, text.from);
      return menu(known);
    }
    if (!meant || !answer) return menu(known);
    if (code === null && waiting.length > 1) return texts().roomSeveral({ codes: waiting.map(({ one }) => one.code) });
    const speaker = known.find(({ stored }) => stored.service.id === meant.one.serviceId);
    if (!speaker) return menu(known);
    await rooms.answerIn(tx, meant.ask.id, meant.one.serviceId, { answer, by: actorOf(speaker).name, at: clock.now() }, BY_TEXT);
    return texts().roomNoted({ answer, code: meant.one.code });
  }

  async function answerTo(tx: Tx, text: InboundText, read: ReadText): Promise<string> {
    const known = await spokenBy(text.from, tx);
    switch (read.kind) {
      case 'unknown': return menu(known);
      case 'telling': return told(tx, text, known, read);
      case 'digit': return (read.code === null ? await chosen(tx, text, known, read.digit) : null) ?? roomAnswered(tx, text, known, read.digit, read.code);
    }
  }

  return {
    /**
     * Takes a text if it is this room's. Raising, the carrier's keywords, words of risk, and whatever a member of staff's phone says in
     * digits or plain words are left to those who answer people. A telling from a phone that nobody checked changes nothing and is told so;
     * whatever may be anybody's word (`FULL` alone, `20 pills`, `age 17`) is left alone too.
     * @returns false when it is not ours and nothing was done
     */
    async onText(text: InboundText): Promise<boolean> {
      const reply = parseReply(text.body);
      const read = readTelling(text.body);
      if (reply.kind === 'raise' || reply.kind === 'keyword') return false;
      const staff = isStaff(text.from);
      // Words of risk are somebody's call for help, however much they look like a number of places.
      if ((reply.kind === 'unknown' && reply.riskWords) || (staff && read.kind !== 'telling')) return false;
      const known = await spokenBy(text.from);
      if (known.length === 0) {
        if (staff || read.kind !== 'telling' || !isPlainlyPlaces(read.word)) return false;
        await transact(async (tx) => { if (await inbox.accept(tx, text)) await say(tx, text, texts().notChecked(), true); });
        return true;
      }
      const locked = await isLockedOut(text.from);
      try {
        await transact(async (tx) => { if (await inbox.accept(tx, text)) await say(tx, text, locked ? menu(known) : await answerTo(tx, text, read)); });
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        // A rule said no at this moment: it is told what can be said instead.
        await transact(async (tx) => { if (await inbox.accept(tx, text)) await say(tx, text, menu(known)); });
      }
      return true;
    },
  };
}
