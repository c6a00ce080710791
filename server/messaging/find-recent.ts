/** As many as the provider gives at once by itself. */
export const PAGE_SIZE = 50;
/** 1,000 messages to one number within seconds is more than any phone can have got. */
const MOST_PAGES = 20;

/** One page of the provider's list, the latest first; by the SDK. */
interface Listed<Item> { instances: unknown[]; nextPage: () => Promise<Listed<Item>> | undefined }

/**
 * The latest entry that matches, not older than `earliest`; null when there is none. A phone that is asked for many crises at
 * once fills a page within seconds, and a text that is not found is sent again: so it is looked for page by page, back to
 * that instant. @throws when the provider cannot be asked
 */
export async function findRecent<Item extends { dateCreated: Date }>(first: Listed<Item>, earliest: Date, matches: (one: Item) => boolean): Promise<Item | null> {
  let page: Listed<Item> | undefined = first;
  for (let pages = 0; page && pages < MOST_PAGES; pages++) {
    const all = page.instances as Item[];
    const hit = all.find((one) => one.dateCreated >= earliest && matches(one));
    if (hit) return hit;
    const last = all.at(-1);
    if (!last || last.dateCreated < earliest) return null;
    page = await page.nextPage();
  }
  return null;
}
