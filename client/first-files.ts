import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

const EARLY = fileURLToPath(new URL('src/app/early.ts', import.meta.url));

/** Pages of other people and what waits for a key or another language. Of the pages with an address, signing in belongs to a worker's phone. */
const COMES_LATER = /^(?!sign-in-page$)(?:.*-page|words-.*|command-palette|.*map.*)$/;

/** Follows what `from` imports: at once, and with `later` also what a touch or the end of the loading brings. */
function filesFrom(bundle: Bundle, from: readonly string[], later: boolean): Set<string> {
  const found = new Set<string>();
  const add = (fileName: string): void => {
    const file = bundle[fileName];
    if (found.has(fileName) || file?.type !== 'chunk') return;
    found.add(fileName);
    file.imports.forEach(add);
    if (later) file.dynamicImports.filter((one) => !COMES_LATER.test(bundle[one]?.type === 'chunk' ? bundle[one].name : '')).forEach(add);
  };
  from.forEach(add);
  const beside = [...found].flatMap((fileName) => {
    const file = bundle[fileName];
    if (file?.type !== 'chunk') return [];
    return [...(file.viteMetadata?.importedCss ?? []), ...(later ? file.viteMetadata?.importedAssets ?? [] : [])];
  });
  return new Set([...found, ...beside]);
}

const chunksOf = (bundle: Bundle, which: (chunk: Rolldown.OutputChunk) => boolean): string[] => Object.values(bundle).flatMap((file) => (file.type === 'chunk' && which(file) ? [file.fileName] : []));

/** What `import('../crisis/worker-pages.js')` brings: the file with these pages, and where it has one, its door. */
const holdsWorkerPages = ({ moduleIds, facadeModuleId }: Rolldown.OutputChunk): boolean => [...moduleIds, facadeModuleId].some((id) => id?.endsWith('/crisis/worker-pages.ts'));

/**
 * What a worker's phone needs comes first. The page names all of it, scripts and styles, so that the browser fetches it side by side
 * with what every page needs instead of after it has read that; and a small script before them asks who is signed in meanwhile.
 * `isFirst` says afterwards which files the phone keeps at once, to open without a network from the first visit on.
 */
export function firstFiles(): { plugin: Plugin; isFirst: (path: string) => boolean } {
  let first: ReadonlySet<string> = new Set();
  let early = '';
  const plugin: Plugin = {
    name: 'first-files',
    async generateBundle(_options, bundle) {
      const { outputFiles } = await build({ entryPoints: [EARLY], bundle: true, minify: true, write: false, format: 'esm', target: 'es2022' });
      early = this.getFileName(this.emitFile({ type: 'asset', name: 'early.js', source: outputFiles[0]?.text ?? '' }));
      first = new Set([early, ...filesFrom(bundle, chunksOf(bundle, ({ isEntry }) => isEntry), true)]);
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, server }) {
        // While developing, the address of the source is the address of the script.
        if (server) return [{ tag: 'script', attrs: { type: 'module', async: true, src: '/src/app/early.ts' }, injectTo: 'head-prepend' as const }];
        const wanted = filesFrom(bundle ?? {}, chunksOf(bundle ?? {}, holdsWorkerPages), false);
        const tags: HtmlTagDescriptor[] = [...wanted].filter((fileName) => !html.includes(fileName)).map((fileName) => fileName.endsWith('.css')
          ? { tag: 'link', attrs: { rel: 'stylesheet', crossorigin: true, href: `/${fileName}` }, injectTo: 'head' as const }
          : { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` }, injectTo: 'head' as const });
        return [{ tag: 'script', attrs: { type: 'module', crossorigin: true, async: true, fetchpriority: 'high', src: `/${early}` }, injectTo: 'head-prepend' as const }, ...tags];
      },
    },
  };
  // The typeface belongs to every page.
  return { plugin, isFirst: (path) => first.has(path) || path.endsWith('.woff2') };
}
