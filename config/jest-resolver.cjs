/** Our own `./thing.js` is `./thing.ts`; what packages import is left alone. */
module.exports = (request, options) => {
  if (/^\.{1,2}\//.test(request) && request.endsWith('.js') && !options.basedir.includes('node_modules')) {
    for (const ending of ['.ts', '.tsx']) {
      try { return options.defaultResolver(request.replace(/\.js$/, ending), options); } catch { /* the next, or the file as it is named */ }
    }
  }
  return options.defaultResolver(request, options);
};
