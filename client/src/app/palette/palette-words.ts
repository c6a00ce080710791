import { roomWords } from '../words.js';

/** The words of the command palette. */
export const paletteWords = roomWords('app.palette', {
  'title': 'Commands',
  'label': 'What to do or open, or a ref',
  'list': 'Commands that fit',
  'here': 'On this page',
  'pages': 'Go to',
  'crises': 'Crises',
  'device': 'This device',
  'open-crisis': '{ref} {headline}',
  'find-ref': 'Find {ref} among all crises',
  'ref-none': 'No crisis of your teams has the ref {ref}.',
  'ref-failed': 'The server could not be asked for {ref}. Ring {phone}.',
  'sound.on': 'Turn on sound',
  'sound.off': 'Turn off sound',
  'keys.on': 'Turn single keys on',
  'keys.off': 'Turn single keys off',
  'keys.all': 'All keys',
  'theme.dark': 'Dark colours',
  'theme.light': 'Light colours',
  'none': 'Nothing fits. Try another word, or a ref of 4 to 6 digits.',
  'count': { one: '{count} fits', other: '{count} fit' },
  'how': 'Arrow keys choose, Enter does it, Escape closes.',
});
