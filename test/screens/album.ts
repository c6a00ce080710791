import type { Picture } from './look.js';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const titleOf = ({ route, scene, state }: Picture): string => [route, scene, state === 'default' ? '' : state].filter(Boolean).join(', ');
const lookOf = ({ look }: Picture): string => `${look.screen === 'phone' ? '390' : '1440'} ${look.colorScheme}`;

/** One page of HTML in which a person can go from picture to picture: by route, then situation and state, then width and colours. Needs nothing else than the pictures beside it. */
export function albumOf(pictures: readonly Picture[], madeAt: Date): string {
  const routes = [...new Set(pictures.map(({ route }) => route))];
  const place = new Map(pictures.map((picture, index) => [picture, index]));
  const link = (index: number, words: string): string => (pictures[index] ? `<a href="#p${index}">${words}</a>` : `<span>${words}</span>`);
  const contents = routes.map((route) => {
    const own = pictures.filter((picture) => picture.route === route);
    const scenes = [...new Set(own.map(titleOf))].map((title) => {
      const looks = own.filter((picture) => titleOf(picture) === title).map((picture) => `<a href="#p${place.get(picture)}"${picture.faults.length > 0 ? ' class="bad"' : ''}>${lookOf(picture)}</a>`);
      return `<li>${escaped(title)}: ${looks.join(' · ')}</li>`;
    });
    return `<h2>${escaped(route)}</h2><ul>${scenes.join('')}</ul>`;
  });
  const sections = pictures.map((picture, index) => `<section id="p${index}"><h2>${escaped(titleOf(picture))} <small>${lookOf(picture)} · ${escaped(picture.address)}</small></h2>
<nav>${link(index - 1, 'Previous')} ${link(index + 1, 'Next')} <a href="#top">All</a></nav>
${picture.faults.length > 0 ? `<ul class="bad">${picture.faults.map((fault) => `<li>${escaped(fault)}</li>`).join('')}</ul>` : ''}
<img loading="lazy" src="${escaped(picture.file)}" alt="${escaped(`${titleOf(picture)}, ${lookOf(picture)}`)}"></section>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Screens of Handrail</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:1rem;color-scheme:light dark}section{min-height:100vh;border-top:1px solid #888;padding-top:.5rem}img{max-width:100%;border:1px solid #888}nav>*{margin-inline-end:1rem}nav span{opacity:.4}.bad{color:#b01e1b;font-weight:600}small{font-weight:400}h2{font-size:17px;margin:.75rem 0 .25rem}</style>
<h1 id="top">Screens of Handrail</h1><p>${pictures.length} pictures, ${madeAt.toISOString()}. Those with something wrong are bold and red.</p>
${contents.join('\n')}
${sections.join('\n')}
</html>
`;
}

/** What was looked at, one line a situation, and below whatever was wrong. */
export function tableOf(pictures: readonly Picture[]): string {
  const titles = [...new Set(pictures.map(titleOf))];
  const wide = Math.max(...titles.map((title) => title.length));
  const lines = titles.map((title) => {
    const own = pictures.filter((picture) => titleOf(picture) === title);
    const bad = own.filter(({ faults }) => faults.length > 0);
    return `  ${title.padEnd(wide)}  ${String(own.length).padStart(2)} pictures  ${bad.length === 0 ? 'fine' : `${bad.length} with something wrong`}`;
  });
  const faults = new Map<string, string[]>();
  for (const picture of pictures) for (const fault of picture.faults) faults.set(`${titleOf(picture)}: ${fault}`, [...(faults.get(`${titleOf(picture)}: ${fault}`) ?? []), lookOf(picture)]);
  return [...lines, '', ...[...faults].map(([fault, looks]) => `  ${fault} [${looks.join(', ')}]`)].join('\n');
}
