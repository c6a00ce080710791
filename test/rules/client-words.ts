import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

export const CLIENT = resolve(import.meta.dirname, '../../client/src');

/** Files of the client with this ending, as paths below `client/src`. */
export const clientFiles = (ending: string): string[] =>
  readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => relative(CLIENT, join(CLIENT, name)));

export const textOf = (file: string): string => readFileSync(join(CLIENT, file), 'utf8');

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const childrenOf = (node: Node): Node[] => Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));

/** Calls `visit` for every part of the file; what is below a part for which it says false is left out. */
function walk(node: Node, visit: (node: Node) => boolean | void): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

interface Parsed {
  program: Node;
  at: (node: Node) => string;
}

const read = new Map<string, Parsed>();

function parsed(file: string): Parsed {
  const known = read.get(file);
  if (known) return known;
  const text = textOf(file);
  const fresh = { program: parseSync(file, text).program as unknown as Node, at: (node: Node): string => `${file}:${text.slice(0, node.start).split('\n').length}` };
  read.set(file, fresh);
  return fresh;
}

/** Two letters one after another: less is a sign, a unit or a key. */
const LETTERS = /\p{L}{2}/u;

/** Attributes that people read or hear. */
const READ = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'title', 'placeholder', 'label', 'legend', 'hint', 'heading', 'caption', 'words', 'closeLabel', 'summary', 'note', 'footerNote', 'spoken', 'lead']);

/** Texts in these parts of an expression that end up on the screen: literals, and both sides of a choice. */
function literalsIn(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral':
      return (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    case 'ConditionalExpression':
      return [...literalsIn(node['consequent'] as Node), ...literalsIn(node['alternate'] as Node)];
    case 'LogicalExpression':
      return literalsIn(node['right'] as Node);
    case 'JSXExpressionContainer':
      return literalsIn(node['expression'] as Node);
    case 'ParenthesizedExpression':
      return literalsIn(node['expression'] as Node);
    default:
      return [];
  }
}

/** Words that stand in a file of the screens itself instead of its room's words: `where: text`. */
export function inlineWords(file: string): string[] {
  const { program, at } = parsed(file);
  const found: string[] = [];
  const tell = (node: Node, text: string): void => {
    if (LETTERS.test(text)) found.push(`${at(node)}: ${text.trim()}`);
  };
  walk(program, (node) => {
    if (node.type === 'JSXText') tell(node, node['value'] as string);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') for (const child of node['children'] as Node[]) for (const text of child.type === 'JSXText' ? [] : literalsIn(child)) tell(child, text);
    if (node.type === 'JSXAttribute' && isNode(node['value'])) {
      const { name } = node['name'] as { name: string };
      if (READ.has(name)) for (const text of literalsIn(node['value'])) tell(node, text);
    }
  });
  return found;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'MethodDefinition']);

/** Words that are looked up while the file is read, before the reader's language is here: `where: call`. */
export function wordsAtLoading(file: string): string[] {
  const { program, at } = parsed(file);
  const found: string[] = [];
  walk(program, (node) => {
    if (FUNCTIONS.has(node.type)) return false;
    const callee = node.type === 'CallExpression' ? (node['callee'] as Node) : null;
    const name = callee?.type === 'Identifier' ? (callee['name'] as string) : callee?.type === 'MemberExpression' ? ((callee['object'] as Node)['name'] as string | undefined) : undefined;
    if (name !== undefined && /(?:Words|Titles)$/.test(name) && name !== 'roomWords') found.push(`${at(node)}: ${name}`);
    return true;
  });
  return found;
}

/** Texts with letters and a space that stand in a file of the server, what is filled in as `{x}`, with the line that they are at. */
export function sentencesIn(path: string): { text: string; line: number }[] {
  const source = readFileSync(path, 'utf8');
  const found: { text: string; line: number }[] = [];
  const tell = (node: Node, text: string): void => {
    if (/\p{L}/u.test(text)) found.push({ text, line: source.slice(0, node.start).split('\n').length });
  };
  walk(parseSync(path, source).program as unknown as Node, (node) => {
    if (node.type === 'ImportDeclaration' || /^TS(?!As|Sat)/.test(node.type)) return false;
    if (node.type === 'Literal' && typeof node['value'] === 'string') tell(node, node['value']);
    if (node.type === 'TemplateLiteral') tell(node, (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{x}'));
    return true;
  });
  return found;
}

/** Fields of an answer, and calls, in which the server says what is wrong with something, or how it took it. */
const TELLING_FIELDS = new Set(['detail', 'why']);
const TELLING_CALLS = new Set(['refuse', 'refused', 'noted', 'repaired', 'note', 'messages']);

/** Sentences in a file of the server by which it says what is wrong, what is filled in as `{x}`. */
export function refusalsIn(path: string): string[] {
  const source = readFileSync(path, 'utf8');
  if (!/\b(?:detail|why|refused?|noted|repaired|notes?|messages)\b/.test(source)) return [];
  const found: string[] = [];
  const textsBelow = (node: Node): void => walk(node, (one) => {
    if (one.type === 'Literal' && typeof one['value'] === 'string') found.push(one['value']);
    if (one.type === 'TemplateLiteral') found.push((one['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{x}'));
    // What is only compared with, or computed from, is not said.
    return !['BinaryExpression', 'CallExpression', 'TemplateLiteral', 'MemberExpression', 'ArrowFunctionExpression'].includes(one.type);
  });
  const nameOf = (node: Node): unknown => (node['name'] ?? (isNode(node['property']) ? node['property']['name'] : undefined));
  walk(parseSync(path, source).program as unknown as Node, (node) => {
    if (/^TS(?!As|Sat)/.test(node.type)) return false;
    if (node.type === 'VariableDeclarator' && nameOf(node['id'] as Node) === 'why' && isNode(node['init'])) textsBelow(node['init']);
    if (node.type === 'Property' && TELLING_FIELDS.has(String(nameOf(node['key'] as Node))) && isNode(node['value'])) textsBelow(node['value']);
    if (node.type === 'CallExpression') {
      const callee = node['callee'] as Node;
      const isPushed = nameOf(callee) === 'push' && isNode(callee['object']) && nameOf(callee['object']) === 'notes';
      if (isPushed || TELLING_CALLS.has(String(nameOf(callee)))) for (const argument of node['arguments'] as Node[]) textsBelow(argument);
    }
    return true;
  });
  return found.filter((text) => /\p{L} \p{L}|\p{L}.*\{x\}|\{x\}.*\p{L}/u.test(text));
}
