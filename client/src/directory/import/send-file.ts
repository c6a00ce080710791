import { Unreachable } from '../../app/core/problem.js';
import { problemOf } from '../../app/problem-words.js';

/** Sends one file as it is. @throws Problem when the server says no, Unreachable when nobody answers */
export async function sendFile(uploadId: string, file: File): Promise<void> {
  const address = `/api/v1/directory-uploads/${uploadId}/files?name=${encodeURIComponent(file.name)}`;
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST', body: file, credentials: 'same-origin', cache: 'no-store', redirect: 'error',
      headers: { 'Content-Type': 'application/octet-stream', Accept: 'application/json, application/problem+json', 'X-Handrail': '1' },
    });
  } catch (error) {
    throw new Unreachable({ cause: error });
  }
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null), response.headers.get('Retry-After'));
}
