/** A mongod that runs; see `mongod.mjs`. */
export interface Mongod {
  readonly uri: string;
  readonly port: number;
  readonly pid: number;
  /** It was running already. */
  readonly adopted: boolean;
  /** Resolves when it is gone. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface MongodOptions {
  readonly dir: string;
  readonly binary?: string;
  readonly port?: number;
  readonly cacheGB?: number;
  readonly oplogMB?: number;
  readonly onStep?: (sentence: string) => void;
}

export function startMongod(options: MongodOptions): Promise<Mongod>;
export function runningMongod(dir: string): { readonly pid: number; readonly port: number } | null;
export function findMongod(options?: { readonly onStep?: (sentence: string) => void }): Promise<{
  readonly path: string; readonly source: string; readonly version: readonly number[];
}>;
