import { useSyncExternalStore } from 'react';
import { getPreferences, setPreferences, usePreferences } from './preferences.js';
import { maySound } from './core/sound-gate.js';
import type { Played, SoundName } from './core/sound-gate.js';

interface Tune {
  /** Frequencies in hertz, one after another. */
  notes: readonly number[];
  /** 0 to 1. */
  loudness: number;
}

/** Source: product design guide §5: 3 rising notes, 2 notes, 1 soft note; lost connection has its own two low notes. */
const TUNES: Readonly<Record<SoundName, Tune>> = {
  emergency: { notes: [587, 740, 988], loudness: 0.5 },
  urgent: { notes: [659, 659], loudness: 0.35 },
  soon: { notes: [523], loudness: 0.18 },
  lost: { notes: [220, 175], loudness: 0.35 },
};

const NOTE_SECONDS = 0.22;

let context: AudioContext | null = null;
let last: Played | null = null;
const listeners = new Set<() => void>();

/**
 * Plays a sound if sound is on, the browser allows it and none of the same burst was heard.
 * @returns whether it was played
 */
export function play(name: SoundName): boolean {
  const now = performance.now();
  if (!getPreferences().sound || !isAllowed() || !maySound(name, last, now)) return false;
  last = { name, at: now };
  sound(TUNES[name]);
  return true;
}

/** Turns sound on and plays a sample, so that it is known to work. Call it from a touch or key: browsers demand one. */
export async function turnSoundOn(): Promise<void> {
  setPreferences({ sound: true });
  await unlock();
  if (isAllowed()) sound(TUNES.emergency);
}

/** Silence on this device. */
export function turnSoundOff(): void {
  setPreferences({ sound: false });
}

/** Whether alarms will really be heard here: wanted, and allowed by the browser. */
export function useSoundOn(): boolean {
  const wanted = usePreferences().sound;
  const allowed = useSyncExternalStore(subscribe, isAllowed);
  return wanted && allowed;
}

/** Wakes sound at the first touch or key of a visit, for people who turned it on before. */
export function wakeSoundOnFirstTouch(): void {
  const wake = () => {
    if (getPreferences().sound) void unlock();
  };
  document.addEventListener('pointerdown', wake, { once: true });
  document.addEventListener('keydown', wake, { once: true });
}

async function unlock(): Promise<void> {
  if (!context) {
    context = new AudioContext();
    context.addEventListener('statechange', () => listeners.forEach((listener) => listener()));
  }
  try {
    await context.resume();
  } catch {
    // Refused: the pill keeps saying that sound is off.
  }
  listeners.forEach((listener) => listener());
}

function isAllowed(): boolean {
  return context?.state === 'running';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function sound({ notes, loudness }: Tune): void {
  if (!context) return;
  const start = context.currentTime + 0.02;
  for (const [place, frequency] of notes.entries()) ring(context, frequency, loudness, start + place * NOTE_SECONDS);
}

function ring(audio: AudioContext, frequency: number, loudness: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = 'triangle';
  tone.frequency.value = frequency;
  // A short rise and a long fall: without them every note begins and ends with a click.
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + NOTE_SECONDS + 0.02);
}
