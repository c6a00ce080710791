export { jobStoreOn, jobsPlan } from './job-store.js';
export type { Job, JobHealth, JobStore, NewJob } from './job-store.js';
export { makeWorker } from './worker.js';
export type { JobHandler, Jobs, Worker, WorkerSettings } from './worker.js';
