import type { WordingDraft, WordingInput, WordingKey, WordingPreview, WordingPutBackInput, WordingSentence, WordingVersionView, WordingView } from '../contract/wording.js';
import { WORDING_KEYS } from '../contract/wording.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Events } from '../platform/events.js';
import type { FeedReader } from '../platform/feed.js';
import { problem } from '../platform/http/problem.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact } from '../platform/mongo/transact.js';
import type { TextSettings } from './core/texts.js';
import { WORDING_RULES } from './core/wording.js';
import type { Wordings } from './core/wording.js';
import { ORDINARY_LINK, previewOf, sampleFill } from './core/wording-faults.js';
import { SEEDED } from './seeded-words.js';
import type { WordingStore, WordingVersion } from './wording-store.js';

export interface WordingNeeds {
  store: WordingStore;
  events: Events;
  audit: Audit;
  transact: Transact;
  clock: Clock;
  /** The network's names and numbers, as texts say them. */
  settings: () => TextSettings;
  nameOf: (staffId: string) => string;
}

/** Who changes words: an administrator. */
export interface WordingAuthor { staffId: string; role: string }

export type WordingUse = Awaited<ReturnType<typeof keepWordings>>;

/**
 * The words of every text and call, in memory so that sending reads nothing, and kept true by the change feed. What was never
 * changed stands as it came with this release.
 */
export async function keepWordings({ store, events, audit, transact, clock, settings, nameOf }: WordingNeeds) {
  let changed = new Map<WordingKey, WordingVersion>();
  let now: Wordings = SEEDED;

  async function refresh(): Promise<void> {
    changed = new Map((await store.newest()).map((version) => [version.key, version]));
    const known = new Set<string>(WORDING_KEYS);
    now = { ...SEEDED, ...Object.fromEntries([...changed.values()].filter(({ key }) => known.has(key)).map(({ key, sentences }) => [key, sentences])) };
  }
  const soon = (): void => { void refresh().catch(() => undefined); };
  const reader: FeedReader = { event({ kind }) { if (kind === 'wording.changed') soon(); }, resync: soon };
  await refresh();

  const sentencesOf = (from: readonly WordingSentence[]): WordingSentence[] => from.map(({ words, goes }) => ({ words, goes }));
  const view = (key: WordingKey): WordingView => {
    const rule = WORDING_RULES[key];
    const last = changed.get(key);
    const fill = sampleFill(key, settings(), { longest: false, link: ORDINARY_LINK });
    return {
      key, kind: rule.kind, sentences: sentencesOf(now[key]), names: rule.names.map((name) => ({ name, sample: fill[name] ?? '' })), needed: [...rule.needed], digits: [...rule.digits],
      beginsWithOrg: rule.beginsWithOrg, version: last?.version ?? 0, changedAt: last?.at.toISOString() ?? null, changedBy: last ? nameOf(last.byId) : null,
    };
  };

  async function save(key: WordingKey, sentences: WordingSentence[], seenVersion: number, putBack: number | null, by: WordingAuthor): Promise<WordingView> {
    const { faults } = previewOf(key, { sentences }, settings());
    if (faults.length > 0) throw problem('messaging/words-not-sendable', { errors: faults.map(({ pointer, fault, about }) => ({ pointer, detail: about === '' ? fault : `${fault}: ${about}` })) });
    const at = clock.now();
    // Another process may have changed it since this one heard.
    await refresh();
    if ((changed.get(key)?.version ?? 0) !== seenVersion) throw problem('messaging/words-changed');
    await transact(async (tx) => {
      store.add(tx, { key, version: seenVersion + 1, sentences, at, byId: by.staffId, putBack });
      await events.append(tx, [{ at, kind: 'wording.changed', teamId: 'network', actorId: by.staffId, data: { wording: key } }]);
      await audit.append(tx, [{ at, actorId: by.staffId, role: by.role, action: 'wording.changed', object: `wording:${key}`, teamId: 'network' }]);
    }).catch((error: unknown) => { throw duplicateOf(error) === null ? error : problem('messaging/words-changed'); });
    await refresh();
    return view(key);
  }

  return {
    reader, refresh,
    /** The words that hold now. */
    now: (): Wordings => now,
    views: (): WordingView[] => WORDING_KEYS.map(view),
    preview: (key: WordingKey, draft: WordingDraft): WordingPreview => previewOf(key, draft, settings()),
    /** @throws `messaging/words-not-sendable`, `messaging/words-changed` */
    save: (key: WordingKey, { sentences, seenVersion }: WordingInput, by: WordingAuthor): Promise<WordingView> => save(key, sentences, seenVersion, null, by),
    /** Lets the words of an earlier version hold again, as a new version. @throws `messaging/wording-absent`, and as `save` */
    async putBack(key: WordingKey, { seenVersion, version }: WordingPutBackInput, by: WordingAuthor): Promise<WordingView> {
      const before = version === 0 ? SEEDED[key] : (await store.ofKey(key)).find((one) => one.version === version)?.sentences;
      if (!before) throw problem('messaging/wording-absent');
      return save(key, sentencesOf(before), seenVersion, version, by);
    },
    /** Every version, the newest first; the last is what it came with. */
    async history(key: WordingKey): Promise<WordingVersionView[]> {
      const versions = await store.ofKey(key);
      return [
        ...versions.map(({ version, sentences, at, byId, putBack }): WordingVersionView => ({ version, sentences: sentencesOf(sentences), at: at.toISOString(), by: nameOf(byId), putBack })),
        { version: 0, sentences: sentencesOf(SEEDED[key]), at: null, by: null, putBack: null },
      ];
    },
  };
}
