import { memo } from 'react';
import { figure } from '../../app/format.js';

/** A number as the reader's language writes it, written anew only when it changed: pages that tick show many. */
export const Figure = memo(function Figure({ value }: { value: number }) {
  return figure(value);
});
