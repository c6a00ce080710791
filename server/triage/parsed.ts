import type Joi from 'joi';
import type { FieldError } from '../contract/triage.js';

/** A value that was checked, or every field that is wrong. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Checks data against a schema without changing it: nothing is converted, nothing unknown is let through. */
export function parsedBy<T>(schema: Joi.ObjectSchema<T>, data: unknown): Parsed<T> {
  const { error, value } = schema.required().validate(data, { abortEarly: false, convert: false });
  if (!error) return { ok: true, value: value as T };
  return { ok: false, errors: error.details.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message })) };
}

const pointerTo = (path: readonly (string | number)[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
