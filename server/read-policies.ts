import { readFileSync, readdirSync } from 'node:fs';
import { configFolder } from '../config/folder.js';
import type { TriageProfile } from './contract/triage.js';
import { parseTriageProfile } from './triage/index.js';

/** Every triage profile of `config/policies/triage`, checked. @throws Error that names the file that is wrong */
export function readProfiles(): Map<string, TriageProfile> {
  const folder = new URL('policies/triage/', configFolder);
  return new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
    const parsed = parseTriageProfile(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    if (!parsed.ok) throw new Error(`config/policies/triage/${name} is not right`);
    return [parsed.value.id, parsed.value];
  }));
}

/** A file of `config`, as it stands; whoever asks for it checks it. */
export const readConfig = (path: string): unknown => JSON.parse(readFileSync(new URL(path, configFolder), 'utf8'));
