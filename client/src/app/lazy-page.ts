import type { ComponentType } from 'react';
import { lazy } from 'react';
import type { Part } from '../languages/translations.js';
import { wordsOf } from './words.js';

/**
 * A page that is fetched when it is first opened: `lazyPage(() => import('../crisis/board-page.js'), 'BoardPage')`.
 * @param words in which part of another language its words are: `first` for the worker's pages, `links` for people without an account
 */
export function lazyPage<Name extends string, Module extends Record<Name, ComponentType>>(load: () => Promise<Module>, name: Name, words: Part = 'rest'): ComponentType {
  return lazy(async () => {
    const [module] = await Promise.all([load(), wordsOf(words), words === 'rest' && wordsOf('links')]);
    return { default: module[name] as ComponentType };
  });
}
