/**
 * Where to go after signing in: an address of our own pages, or the first page. Nothing that a browser could read as
 * another site, and not the sign-in page itself.
 * @param wanted the `to` of the address, or null
 */
export function returnTo(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(wanted)) return '/';
  return /^\/sign-in(?:[/?#]|$)/.test(wanted) ? '/' : wanted;
}
