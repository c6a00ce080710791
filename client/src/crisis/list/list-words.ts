import { roomWords } from '../../app/words.js';

/** The words of the list of crises. */
export const listWords = roomWords('crisis.list', {
  'title': 'Crises',
  'find': 'Find by ref',
  'find.hint': '4 to 6 digits, while it is open',
  'find.act': 'Find',
  'find.wrong': 'A ref has 4 to 6 digits',
  'find.none': 'No open crisis of your teams has the ref {ref}.',
  'show': 'Show',
  'open': 'Open',
  'closed': 'Closed',
  'empty.open': 'No crisis is open.',
  'empty.closed': 'None has been closed lately.',
  'checked': 'Checked {time}.',
  'caption.open': 'Open crises, least time left first',
  'caption.closed': 'Closed crises',
  'nobody': 'Nobody yet',
  'you': '{name} (you)',
  'raised-by': 'Raised {time}, {name}',
  'loading': 'Loading crises',
  'failed': 'The crises could not be loaded',
  'failed.words': 'Nothing is lost. To ask about one now, ring {phone}.',
  'try-again': 'Try again',
});
