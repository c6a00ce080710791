import { Icon } from '../ui/icon.js';
import { shellWords } from './shell-words.js';
import './frames.css';

/** Rings the emergency number. It stands in the same corner of every page on a phone. */
export function EmergencyCall({ number }: { number: string }) {
  return (
    <a className="emergency-call" href={`tel:${number}`}>
      <Icon name="phone" size={16} />
      <span>{shellWords.rich('call-emergency', { number: <bdi>{number}</bdi> })}</span>
    </a>
  );
}
