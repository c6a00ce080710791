import type { ComponentType } from 'react';
import { createElement, lazy, useState } from 'react';
import type { Part } from '../languages/translations.js';
import { wordsOf } from './words.js';

/** A page that is fetched when it is first opened, or before. */
export interface LazyPage {
  (): ReturnType<typeof createElement>;
  /** Fetches it ahead of its opening, so that it is drawn at once then. @throws when it cannot be fetched */
  fetch: () => Promise<unknown>;
}

/**
 * A page that is fetched when it is first opened: `lazyPage(() => import('../crisis/board-page.js'), 'BoardPage')`.
 * @param words in which part of another language its words are: `first` for the worker's pages, `links` for people without an account
 */
export function lazyPage<Name extends string, Module extends Record<Name, ComponentType>>(load: () => Promise<Module>, name: Name, words: Part = 'rest'): LazyPage {
  let here: ComponentType | null = null;
  const fetchPage = async (): Promise<{ default: ComponentType }> => {
    const [module] = await Promise.all([load(), wordsOf(words), words === 'rest' && wordsOf('links')]);
    here = module[name] as ComponentType;
    return { default: here };
  };
  const Coming = lazy(fetchPage);
  // What is here already is drawn without a pause; the choice stands as long as the page does, or it would begin anew.
  const Page = (): ReturnType<typeof createElement> => createElement(useState(() => here ?? Coming)[0]);
  return Object.assign(Page, { fetch: fetchPage });
}
