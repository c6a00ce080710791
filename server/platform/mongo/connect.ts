import os from 'node:os';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';

export type { Connection } from 'mongoose';

mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);

/** Marks a query operator as written by us. Without the mark `sanitizeFilter` turns operators into plain values. */
export const { trusted } = mongoose;

/**
 * Opens the one connection of a process. Decisions are read from the primary and counted only when a majority has them.
 * The time-outs are the ones measured against a frozen primary (Source: reliability.md §3): 4–14 s instead of 31–37 s.
 * @throws when the database cannot be reached, or is not a replica set (transactions would silently be impossible)
 */
export async function connect(uri: string, dbName?: string): Promise<Connection> {
  const db = mongoose.createConnection(uri, {
    ...(dbName === undefined ? {} : { dbName }),
    autoIndex: false, autoCreate: false, bufferCommands: false,
    maxPoolSize: 60, minPoolSize: 4,
    heartbeatFrequencyMS: 1000, connectTimeoutMS: 2000, socketTimeoutMS: 6000, serverSelectionTimeoutMS: 5000, waitQueueTimeoutMS: 5000,
    readPreference: 'primary', readConcern: { level: 'majority' }, writeConcern: { w: 'majority', j: true },
    runtimeAdapters: { os },
  } as mongoose.ConnectOptions);
  await db.asPromise();
  const hello = await db.getClient().db('admin').command({ hello: 1 });
  if (typeof hello['setName'] !== 'string') {
    await db.close();
    throw new Error('The database is not a replica set. Handrail needs one, a single member is enough: start mongod with --replSet and run rs.initiate().');
  }
  return db;
}
