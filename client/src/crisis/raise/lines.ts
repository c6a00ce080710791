import { useEffect } from 'react';
import { useNetwork } from '../../app/session.js';

/** The numbers to ring, as this phone knows them: also without a network and after signing out. None of it is personal. */
export interface Lines {
  /** Whose screens these are. */
  name: string | null;
  emergencyNumber: string | null;
  crisisLine: string | null;
  dutyPhone: string | null;
}

const PLACE = 'handrail.lines';
const UNKNOWN: Lines = { name: null, emergencyNumber: null, crisisLine: null, dutyPhone: null };

/** The network's numbers; without it, those of the last time. */
export function useLines(): Lines {
  const network = useNetwork();
  useEffect(() => {
    if (network) remember(network);
  }, [network]);
  return network ?? recalled();
}

function remember({ name, emergencyNumber, crisisLine, dutyPhone }: Lines): void {
  kept = { name, emergencyNumber, crisisLine, dutyPhone };
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
