import { SHOWS, URGENCY_LETTERS } from '../contract/triage.js';
import type { StaffLanguage } from '../contract/identity.js';
import type { Clock } from '../kernel/clock.js';
import type { StaffId } from '../kernel/ids.js';
import { addSeconds } from '../kernel/durations.js';
import { pushAsks, pushTells } from '../messaging/index.js';
import type { BesideText, PushTells } from '../messaging/index.js';
import type { AnswerLinks } from './answer-links.js';
import { goesBeside } from './core/beside.js';
import type { Escalation, Notification } from './core/escalation.js';
import { holdsNothingBack } from './core/ways.js';

/** A push that asks lives at least so long, also when its text left late. */
const LEAST_SECONDS = 60;
/** News of who has it is worth nothing after an hour. */
const TELLS_SECONDS = 3600;

/** What browsers are told beside a message of an escalation; null when it is none that a push goes with. */
export const pushFor = ({ links, clock, languageOf }: { links: Pick<AnswerLinks, 'url'>; clock: Clock; languageOf: (staffId: StaffId) => StaffLanguage }) => (e: Escalation, n: Notification, startBy: number): BesideText | null => {
  const what = goesBeside(e, n);
  if (what === null) return null;
  const now = clock.now();
  const { pathname, hash } = new URL(links.url(n.id));
  const asked = e.asked.find(({ staffId, round, rung }) => staffId === n.staffId && round === n.round && rung === n.rung)?.at ?? now;
  const about = { ref: e.ref, crisisId: e.crisisId, at: what === 'asks' ? asked : e.endedAt ?? now, link: `${pathname}${hash}.own` };
  const rungEnds = addSeconds(asked, e.ladder.rungs[n.rung]?.answerWithinSeconds ?? e.ladder.repeatEverySeconds);
  const least = addSeconds(now, LEAST_SECONDS);
  return {
    key: n.id, kind: n.kind, about: n.about, teamId: e.teamId, crisisId: e.crisisId, ref: e.ref, escalationId: e.id, round: n.round, rung: n.rung, urgency: URGENCY_LETTERS.indexOf(e.letter), startBy,
    message: what === 'asks' ? pushAsks(about, SHOWS[e.letter], holdsNothingBack(e.letter), languageOf(n.staffId)) : pushTells(about, n.about as PushTells, languageOf(n.staffId)),
    expiresAt: what === 'tells' ? addSeconds(now, TELLS_SECONDS) : rungEnds > least ? rungEnds : least,
  };
};
