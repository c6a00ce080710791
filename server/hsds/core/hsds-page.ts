import type { HsdsObject } from '../../directory/index.js';

/** A page as the HSDS API has it. Source: openreferral/specification 3.0, `openapi.json`, components/schemas/Page. */
export interface HsdsPage {
  total_items: number; total_pages: number; page_number: number;
  /** How many things are on this page. */
  size: number;
  first_page: boolean; last_page: boolean; empty: boolean;
  contents: HsdsObject[];
}

/**
 * `contents` with its place among all. A page beyond the last is empty and is no last page unless there is nothing at all.
 * @param page from 1 @param perPage at least 1
 */
export function hsdsPage(contents: HsdsObject[], total: number, { page, perPage }: { page: number; perPage: number }): HsdsPage {
  const pages = Math.ceil(total / perPage);
  return {
    total_items: total, total_pages: pages, page_number: page, size: contents.length, first_page: page === 1, last_page: page === Math.max(pages, 1), empty: contents.length === 0, contents,
  };
}
