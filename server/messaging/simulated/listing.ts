/** One page of a list in the provider's own form: `PageSize` entries, 50 unless asked for up to 1,000, and where the next ones are. */
export function pageOf<Item>(address: string, all: readonly Item[]) {
  const asked = new URL(address, 'http://carrier');
  const number = (name: string): number => Math.max(Math.floor(Number(asked.searchParams.get(name) ?? 0)) || 0, 0);
  const [size, page] = [Math.min(number('PageSize') || 50, 1000), number('Page')];
  const start = page * size;
  const shown = all.slice(start, start + size);
  const at = (other: number): string => {
    asked.searchParams.set('Page', String(other));
    return `${asked.pathname}${asked.search}`;
  };
  return {
    shown, page, page_size: size, start, end: start + shown.length, uri: address, first_page_uri: at(0),
    next_page_uri: all.length > start + size ? at(page + 1) : null, previous_page_uri: page > 0 ? at(page - 1) : null,
  };
}
