import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { isPassing } from '../../../server/platform/mongo/transact.js';

const { MongoNetworkError, MongoNetworkTimeoutError, MongoServerError, MongoServerSelectionError } = mongoose.mongo;
/** As the driver does when the heartbeat of a frozen primary fails: a class of its own, with a name that begins otherwise. */
class PoolClearedOnNetworkError extends MongoNetworkError { override get name(): string { return 'PoolClearedOnNetworkError'; } }

describe('what the database does', () => {
  it.each([
    ['a lost connection', new MongoNetworkError('lost')],
    ['a connection that timed out', new MongoNetworkTimeoutError('late')],
    ['a connection ended because the primary froze', new PoolClearedOnNetworkError('cleared')],
    ['no primary in time', new MongoServerSelectionError('none', { } as never)],
    ['a step-down', new MongoServerError({ message: 'stepped down', code: 189 })],
    ['no primary any more', new MongoServerError({ message: 'not primary', code: 10107 })],
    ['an interruption by a step-down', new MongoServerError({ message: 'interrupted', code: 11602 })],
    ['a lock that was not to be had', new MongoServerError({ message: 'lock', code: 24 })],
    ['a snapshot that is not there yet', new MongoServerError({ message: 'snapshot', code: 246 })],
    ['a pool of connections closed under it', Object.assign(new Error('closed'), { name: 'MongoPoolClosedError' })],
    ['a member given up under it', Object.assign(new Error('closed'), { name: 'MongoServerClosedError' })],
    ['a disk without room', new MongoServerError({ message: 'no room', code: 14031 })],
  ])('is tried again, and answered 503 rather than 500 in the end: %s', (_what, error) => { expect(isPassing(error)).toBe(true); });

  it.each([
    ['a second row of one key', new MongoServerError({ message: 'E11000', code: 11000 })],
    ['a filter that is wrong', new MongoServerError({ message: 'bad', code: 2 })],
    ['a fault of ours', new TypeError('undefined is no function')],
  ])('is not tried again when it is no fault of the database: %s', (_what, error) => { expect(isPassing(error)).toBe(false); });
});
