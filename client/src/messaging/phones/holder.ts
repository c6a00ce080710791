import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { phonesWords } from './phones-words.js';

/** Whose phone it is, in words. */
export const holderOf = ({ holder }: Pick<SimulatedPhone, 'holder'>): string => holder ?? phonesWords('unknown-holder');
