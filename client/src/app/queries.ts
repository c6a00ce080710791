import { QueryClient } from '@tanstack/react-query';
import { Problem } from './core/problem.js';

const MOST_TRIES = 2;

/**
 * What the pages know of the server. A refusal is final; a fault, or nobody answering, is tried twice more. Nothing waits
 * for the device to say that it is online: devices are often wrong about that.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (tries, error) => tries < MOST_TRIES && !(error instanceof Problem && error.status < 500),
      retryDelay: (tries) => 500 * 2 ** tries,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
