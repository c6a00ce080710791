import { useState } from 'react';
import type { PolicyView } from '../../../../server/contract/escalation.js';
import { call } from '../../app/api.js';
import { Problem, Unreachable } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { draftFaults, draftOf, isChanged, laddersOf, placeOf } from './core/policy-draft.js';
import type { DraftFault, PolicyDraft } from './core/policy-draft.js';
import { hearPolicy, policiesQuery } from './policy-query.js';
import { policyWords } from './policy-words.js';

/** Something that is wrong at a place, in words, as the form shows it. `rung` counts from 0. */
export interface PlacedFault extends Pick<DraftFault, 'letter' | 'rung'> { fault: DraftFault['fault'] | 'hole'; words: string }

export interface Trouble {
  title: string;
  words?: string;
  faults: readonly PlacedFault[];
  /** What somebody else saved meanwhile. */
  theirs?: PolicyView;
  /** Each try is told anew. */
  count: number;
}

/** What was typed and not saved, while this tab is open: whoever goes back in the browser's history finds it again. */
const kept = new Map<string, { draft: PolicyDraft; version: number }>();

/** A policy while it is changed: the draft, saving it, and what stood in the way. */
export function usePolicyDraft(policy: PolicyView) {
  const [saved, setSaved] = useState(policy);
  const [before] = useState(() => kept.get(policy.id));
  const [draft, setDraft] = useState(() => before?.draft ?? draftOf(policy));
  const [seenVersion, setSeenVersion] = useState(before?.version ?? policy.version);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // A team's first policy is worth saving as it stands.
  const dirty = isChanged(draft, saved);

  const keep = (next: PolicyDraft, base: PolicyView, version: number) => {
    setDraft(next);
    if (isChanged(next, base)) kept.set(policy.id, { draft: next, version });
    else kept.delete(policy.id);
  };
  const tell = (told: Omit<Trouble, 'count'>) => setTrouble((last) => ({ ...told, count: (last?.count ?? 0) + 1 }));

  function takeSaved(next: PolicyView): void {
    setSaved(next);
    setSeenVersion(next.version);
    setTrouble(null);
    keep(draftOf(next), next, next.version);
  }

  /** @returns the policy as it is saved, or null when it is not */
  async function save(): Promise<PolicyView | null> {
    const faults = draftFaults(draft);
    if (faults.length > 0) {
      tell({ title: policyWords('trouble.missing'), faults: faults.map((fault) => ({ ...fault, words: policyWords(`fault.${fault.fault}`) })) });
      return null;
    }
    setBusy(true);
    setTrouble(null);
    try {
      const next = await call('PUT /api/v1/policies/:id', { id: policy.id, seenVersion, name: draft.name.trim(), ladders: laddersOf(draft), ...(seenVersion === 0 && { teamId: policy.teamId }) });
      hearPolicy(next);
      takeSaved(next);
      return next;
    } catch (error) {
      tell(await troubleOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  }

  async function troubleOf(error: unknown): Promise<Omit<Trouble, 'count'>> {
    if (error instanceof Unreachable) return { title: policyWords('failed-unreachable'), faults: [] };
    if (!(error instanceof Problem)) throw error;
    const placed = (error.body.errors ?? []).map(({ pointer, detail }): PlacedFault => ({ ...placeOf(pointer), fault: 'hole', words: policyWords('hole', { why: detail }) }));
    if (error.slug === 'escalation/policy-with-a-hole') return { title: policyWords('trouble'), words: policyWords('trouble.words'), faults: placed };
    if (error.status !== 409) return { title: policyWords('failed-other', { why: [error.message, ...(error.body.errors ?? []).map(({ detail }) => detail)].join(', ') }), faults: placed };
    const found = await queries.fetchQuery({ ...policiesQuery, staleTime: 0 }).catch(() => null);
    const theirs = found?.policies.find(({ id, teamId }) => id === policy.id || teamId === policy.teamId);
    if (!theirs) return { title: policyWords('changed'), faults: [] };
    setSeenVersion(theirs.version);
    return { title: policyWords('changed'), words: policyWords('changed.words', { count: theirs.version }), faults: [], theirs };
  }

  return {
    draft, saved, dirty, busy, trouble, restored: before !== undefined, isNew: saved.version === 0,
    change: (next: PolicyDraft) => keep(next, saved, seenVersion),
    undo: () => {
      setTrouble(null);
      keep(draftOf(saved), saved, saved.version);
    },
    takeTheirs: takeSaved, save,
  };
}
