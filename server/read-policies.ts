import { readFileSync, readdirSync } from 'node:fs';
import { configFolder } from '../config/folder.js';
import { SCREENER_IDS } from './contract/triage.js';
import type { ScreenerDefinition, TriageProfile } from './contract/triage.js';
import { parseScreenerDefinition, parseTriageProfile } from './triage/index.js';

/** Every triage profile of `config/policies/triage`, checked. @throws Error that names the file that is wrong */
export function readProfiles(): Map<string, TriageProfile> {
  const folder = new URL('policies/triage/', configFolder);
  return new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
    const parsed = parseTriageProfile(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    if (!parsed.ok) throw new Error(`config/policies/triage/${name} is not right`);
    return [parsed.value.id, parsed.value];
  }));
}

/** Every screener of `config/policies/screeners`, checked, in the order of the contract. @throws Error that names the file that is wrong */
export function readScreeners(): ScreenerDefinition[] {
  const folder = new URL('policies/screeners/', configFolder);
  const read = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
    const parsed = parseScreenerDefinition(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    if (!parsed.ok) throw new Error(`config/policies/screeners/${name} is not right`);
    return parsed.value;
  });
  return SCREENER_IDS.flatMap((id) => read.find((one) => one.id === id) ?? []);
}

/** A file of `config`, as it stands; whoever asks for it checks it. */
export const readConfig = (path: string): unknown => JSON.parse(readFileSync(new URL(path, configFolder), 'utf8'));
