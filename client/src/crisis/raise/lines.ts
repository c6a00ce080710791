import { useEffect } from 'react';
import type { NetworkView } from '../../../../server/contract/identity.js';
import { useNetwork } from '../../app/session.js';

/** The numbers to ring, as this phone knows them: also without a network and after signing out. None of it is personal. */
export interface Lines {
  /** Whose screens these are. */
  name: string | null;
  emergencyNumber: string | null;
  crisisLine: string | null;
  dutyPhone: string | null;
  /** For people without an account. */
  publicPhone: string | null;
  /** Where the way out at once leads; null: the page built in. */
  quickExitTo: string | null;
}

const PLACE = 'handrail.lines';
const UNKNOWN: Lines = { name: null, emergencyNumber: null, crisisLine: null, dutyPhone: null, publicPhone: null, quickExitTo: null };

/** The network's numbers; without it, those of the last time. */
export function useLines(): Lines {
  const network = useNetwork();
  useEffect(() => {
    if (network) rememberLines(linesOf(network));
  }, [network]);
  return network ? linesOf(network) : recalled();
}

const linesOf = ({ name, emergencyNumber, crisisLine, dutyPhone, publicPhone = '', quickExitTo = '' }: NetworkView): Lines => ({ name, emergencyNumber, crisisLine, dutyPhone, publicPhone: publicPhone || null, quickExitTo: quickExitTo || null });

/** Keeps them on this device for the next time, also without a network. */
export function rememberLines(lines: Lines): void {
  kept = lines;
  try {
    localStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: they hold for this page.
  }
}

let kept: Lines | null = null;

function recalled(): Lines {
  return (kept ??= read());
}

function read(): Lines {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}');
    return typeof stored === 'object' && stored !== null ? { ...UNKNOWN, ...numbersIn(stored) } : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

function numbersIn(stored: object): Partial<Lines> {
  return Object.fromEntries(Object.entries(stored).filter(([key, value]) => key in UNKNOWN && typeof value === 'string'));
}
