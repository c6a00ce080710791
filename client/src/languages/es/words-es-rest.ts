import type { Translation } from '../translations.js';
import { accounts } from './accounts.js';
import { apiKeys } from './api-keys.js';
import { audit } from './audit.js';
import { auditActions } from './audit-actions.js';
import { care } from './care.js';
import { crisis } from './crisis.js';
import { crisisAsks } from './crisis-asks.js';
import { crisisBoard } from './crisis-board.js';
import { desk } from './desk.js';
import { directory } from './directory.js';
import { directoryCare } from './directory-care.js';
import { directoryEdit } from './directory-edit.js';
import { downtime } from './downtime.js';
import { drill } from './drill.js';
import { emergencyAccess } from './emergency-access.js';
import { health } from './health.js';
import { inbox } from './inbox.js';
import { lock } from './lock.js';
import { messages } from './messages.js';
import { network } from './network.js';
import { oncall } from './oncall.js';
import { oncallAct } from './oncall-act.js';
import { oncallEdit } from './oncall-edit.js';
import { people } from './people.js';
import { phones } from './phones.js';
import { policies } from './policies.js';
import { problems } from './problems.js';
import { refer } from './refer.js';
import { referral } from './referral.js';
import { screen } from './screen.js';
import { settings } from './settings.js';
import { shift } from './shift.js';
import { signIn } from './sign-in.js';
import { texts } from './texts.js';
import { wall } from './wall.js';
import { saidByServer } from './said-by-server.js';

/** Every other page. */
export const rest: Translation = {
  words: { ...accounts, ...apiKeys, ...audit, ...auditActions, ...care, ...crisis, ...crisisAsks, ...crisisBoard, ...desk, ...directory, ...directoryCare, ...directoryEdit, ...downtime, ...drill, ...emergencyAccess, ...health, ...inbox, ...lock, ...messages, ...network, ...oncall, ...oncallAct, ...oncallEdit, ...people, ...phones, ...policies, ...problems, ...refer, ...referral, ...screen, ...settings, ...shift, ...signIn, ...texts, ...wall },
  said: saidByServer,
};
