import { useRef, useState, useSyncExternalStore } from 'react';
import type { ServiceView } from '../../../../server/contract/directory.js';
import type { ServiceFacts } from '../../../../server/contract/directory-edit.js';
import { call, newIdempotencyKey } from '../../app/api.js';
import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { hearService } from '../services-query.js';
import type { Conflict } from './conflict-panel.js';
import { toSend } from './core/drafts.js';
import { differs, threeWay } from './core/three-way.js';
import { editWords } from './edit-words.js';
import { factName, isFactName } from './fact-words.js';

export interface Trouble { title: string; words?: string; faults: ReadonlyMap<string, string>; count: number }

export interface Saving {
  facts: ServiceFacts;
  change: (facts: ServiceFacts) => void;
  dirty: boolean;
  busy: boolean;
  trouble: Trouble | null;
  conflict: Conflict | null;
  online: boolean;
  save: (why: string, checkedAll: boolean) => Promise<void>;
  faultWords: (at: string, words: string) => string;
}

const onLine = (changed: () => void) => {
  for (const kind of ['online', 'offline'] as const) window.addEventListener(kind, changed);
  return () => {
    for (const kind of ['online', 'offline'] as const) window.removeEventListener(kind, changed);
  };
};

/**
 * A draft of an entry and its saving. When somebody else saved it meanwhile, what only one of both changed is joined, and
 * both values of the rest are given to choose from; nothing typed is ever lost.
 * @param start null: a new service
 */
export function useSaving(start: { id: string; version: number; facts: ServiceFacts } | null, blank: ServiceFacts, onSaved: (service: ServiceView, changed: boolean) => void): Saving {
  const [base, setBase] = useState({ version: start?.version ?? 0, facts: start?.facts ?? blank });
  const [facts, setFacts] = useState(base.facts);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [saved, setSaved] = useState(false);
  const key = useRef(newIdempotencyKey());
  const online = useSyncExternalStore(onLine, () => navigator.onLine);
  const tell = (title: string, faults: ReadonlyMap<string, string> = new Map(), words?: string) => setTrouble((last) => ({ title, faults, ...(words !== undefined && { words }), count: (last?.count ?? 0) + 1 }));

  const send = async (told: ServiceFacts, version: number, why: string, checkedAll: boolean): Promise<void> => {
    const more = { facts: toSend(told, why), why, checkedAll };
    const service = start
      ? await call('PUT /api/v1/services/:id', { id: start.id, seenVersion: version, ...more })
      : await call('POST /api/v1/services', more, { idempotencyKey: key.current });
    hearService(service);
    setSaved(true);
    onSaved(service, service.version !== version);
  };

  const join = async (why: string, checkedAll: boolean): Promise<void> => {
    if (!start) return;
    const latest = await call('GET /api/v1/services/:id/facts', { id: start.id });
    const joined = threeWay(base.facts, facts, latest.facts);
    // only free places were told meanwhile: nothing that this form changes
    if (joined.both.length + joined.theirs.length === 0) return send(joined.facts, latest.version, why, checkedAll);
    setBase({ version: latest.version, facts: latest.facts });
    setFacts(joined.facts);
    setConflict({ by: latest.lastChange?.by ?? editWords('conflict.somebody'), both: joined.both, theirs: joined.theirs, mine: facts, other: latest.facts });
    tell(editWords('conflict'));
  };

  const explain = (error: unknown): void => {
    if (error instanceof Unreachable) return tell(editWords('failed'), new Map(), editWords('failed.unreachable'));
    if (!(error instanceof Problem)) throw error;
    const faults = new Map((error.body.errors ?? []).map(({ pointer, detail }) => [pointer.replace(/^\/facts(?=\/)/, ''), detail]));
    if (faults.size > 0) return tell(editWords('wrong'), faults);
    // an earlier try came through with other words: the next one is a service of its own
    if (isProblem(error, 'request/key-reused')) key.current = newIdempotencyKey();
    return tell(editWords('failed'), new Map(), editWords('failed.other', { why: error.message }));
  };

  return {
    facts, busy, trouble, conflict, online,
    change: setFacts,
    dirty: !saved && differs(facts, base.facts),
    faultWords: (at, words) => {
      const name = at.split('/')[1] ?? '';
      return isFactName(name) && at !== `/${name}` ? editWords('wrong.field', { field: factName(name), why: words }) : words;
    },
    async save(why, checkedAll) {
      const faults = new Map([
        ...(facts.name.trim() === '' ? [['/name', editWords('wrong.name')] as const] : []),
        ...(facts.organizationName.trim() === '' ? [['/organizationName', editWords('wrong.organization')] as const] : []),
        ...(why.trim() === '' ? [['/why', editWords('why.missing')] as const] : []),
      ]);
      if (faults.size > 0) return tell(editWords('wrong'), faults);
      setBusy(true);
      setTrouble(null);
      try {
        try {
          await send(facts, base.version, why.trim(), checkedAll);
        } catch (error) {
          if (!isProblem(error, 'directory/changed')) throw error;
          await join(why.trim(), checkedAll);
        }
      } catch (error) {
        explain(error);
      } finally {
        setBusy(false);
      }
    },
  };
}
