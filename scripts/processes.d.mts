export function isAlive(pid: number): boolean;
export function commandOf(pid: number): string;
export function waitForExit(pid: number, withinMs: number): Promise<boolean>;
export function signal(pid: number, name: NodeJS.Signals): void;
export function isFree(port: number, host?: string): Promise<boolean>;
export function freePort(): Promise<number>;
