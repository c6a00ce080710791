import type { Request, Response } from 'express';
import type { ObjectSchema } from 'joi';
import type { Permission } from '../../contract/permissions.js';
import type { Api, RouteKey } from '../../contract/api.js';

/** Who calls. `staffId` is null for callers with a link and for nobody. */
export interface Actor {
  staffId: string;
  name: string;
  /** Names of the roles, for the audit. */
  role: string;
  /** True for an enrolled phone without a sign-in: it may only do what its few permissions name. */
  isDevice: boolean;
  /** For whom somebody outside answers; such a caller gets nothing but what names `account` or a permission of theirs. Left out for staff. */
  outside?: { organizationId: string; organizationName: string; serviceIds: readonly string[] | null; title: string };
  /** The screen of this sign-in is locked: only addresses that say `whileLocked` are open to it. Left out while it is not. */
  locked?: true;
  /** The key of a screen on a wall, which is nobody: it gets nothing but what names a permission of its own. Left out for people. */
  screen?: string;
  /** The key of a machine, which is nobody: it gets what its scopes name, and of other addresses those that name a scope for machines. Left out for people. */
  machine?: string;
  /** The teams in which the caller has the permission; empty means: nowhere. */
  teamsWhere(permission: Permission): readonly string[];
  may(permission: Permission, teamId?: string): boolean;
}

/** What a handler may need beside its input: never the request itself unless it sets cookies. */
export interface Call {
  requestId: string;
  idempotencyKey: string | null;
  bodyHash: string;
  ip: string;
  request: Request;
  response: Response;
}

/**
 * `anyone`: no sign-in (links, sign-in itself). `known`: every member of staff, by an enrolled phone too. `signed-in`: with
 * a session. `account`: whoever is known, somebody outside too. Otherwise a permission in at least one team.
 */
export type Allow = Permission | 'anyone' | 'known' | 'signed-in' | 'account';

interface RouteOf<K extends RouteKey, A extends Allow> {
  allow: A;
  /** For an address that asks for a sign-in and no permission: the scope by which a machine gets there too. */
  machine?: Permission;
  /** Open also to a sign-in whose screen is locked. */
  whileLocked?: true;
  /** Path parameters, query and body together, by one strict schema. */
  input: ObjectSchema<Api[K]['input']>;
  /** 200 unless said otherwise. */
  status?: 200 | 201 | 204;
  /** One plain sentence for the API document. */
  says: string;
  handle: (input: Api[K]['input'], actor: A extends 'anyone' ? Actor | null : Actor, call: Call) => Promise<Api[K]['output']>;
}

/** A route as the application mounts it; its types are checked where it is written. */
export interface Route {
  key: RouteKey;
  allow: Allow;
  machine?: Permission;
  whileLocked?: true;
  input: ObjectSchema;
  status: number;
  says: string;
  handle: (input: never, actor: never, call: Call) => Promise<unknown>;
}

/** One address of the API as a record. Without `allow` it does not compile; the key gives input and output. */
export const route = <K extends RouteKey, A extends Allow>(key: K, { status = 200, ...rest }: RouteOf<K, A>): Route =>
  ({ key, status, ...rest } as Route);
