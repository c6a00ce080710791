import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { readableNumber } from './core/readable-number.js';
import { phonesWords } from './phones-words.js';

/** Whose phone it is, in words. */
export const holderOf = ({ holder }: Pick<SimulatedPhone, 'holder'>): string => holder ?? phonesWords('unknown-holder');

/** The same with the number, which tells phones apart that are nobody's. */
export const phoneNameOf = (phone: Pick<SimulatedPhone, 'holder' | 'number'>): string =>
  phonesWords('whose', { name: holderOf(phone), number: readableNumber(phone.number) });
