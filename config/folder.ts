const here = new URL('.', import.meta.url);

/** Where the data of `config/` lies, for the sources and for the bundle in `dist/` alike. */
export const configFolder: URL = here.pathname.endsWith('/config/') ? here : new URL('../config/', here);
