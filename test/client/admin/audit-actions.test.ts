import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../../server/contract/audit-actions.js';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('what the audit says was done', () => {
  it('every code that the server can write is known, which its compiler asks for, and has its own sentence in both languages', () => {
    expect(read('server/audit/store.ts')).toContain('action: AuditAction;');
    expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
    for (const file of ['client/src/audit/audit-action-words.ts', 'client/src/languages/es/audit-actions.ts']) {
      const said = new Map([...read(file).matchAll(/^ +'([a-z.-]+)': '(.+)',$/gm)].map(([, code, words]) => [code ?? '', words ?? '']));
      expect([...said.keys()].sort()).toEqual([...AUDIT_ACTIONS].sort());
      expect([...said].filter(([code, words]) => words.includes(code) || !/^\p{Lu}/u.test(words) || words.endsWith('.'))).toEqual([]);
      expect(new Set(said.values()).size).toBe(said.size);
    }
  });
});
