/** Whether a path is of a route's pattern: `/crises/:id`, `/crises/:id/:panel?`. Without hash and query; a slash at the end does not count. */
export function isAt(pattern: string, path: string): boolean {
  const parts = partsOf(path);
  const wanted = partsOf(pattern);
  if (parts.length > wanted.length) return false;
  return wanted.every((part, place) => {
    const given = parts[place];
    if (given === undefined) return part.endsWith('?');
    return part.startsWith(':') || part === given;
  });
}

const partsOf = (path: string): string[] => path.split('/').filter(Boolean);
