const OURS = 'https://ours.invalid';

/**
 * Where to go after signing in: an address of our own pages, or the first page. Nothing that a browser could read as
 * another site, and not the sign-in page itself.
 * @param wanted the `to` of the address, or null
 */
export function returnTo(wanted: string | null): string {
  if (wanted === null || !wanted.startsWith('/') || !URL.canParse(wanted, OURS)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, OURS);
  return origin !== OURS || pathname.startsWith('//') || pathname === '/sign-in' ? '/' : pathname + search + hash;
}
