import { roomWords } from '../../app/words.js';

/** The words with which a raiser is offered to add their report to another crisis about the same person. */
export const sameWords = roomWords('crisis.same-person', {
  'title': 'Is this about the same person?',
  'offer.same-raiser': 'This may be about the same person: {ref}, raised by you {ago}.',
  'offer.same-name': 'This may be about the same person: {ref}, with the same name, raised {ago}.',
  'owner': '{name} has {ref}.',
  'nobody': 'Nobody has {ref} yet.',
  'add': 'Add to {ref}',
  'another': 'No, another person',
  'how': 'How do you know that it is the same person?',
  'how.with': 'I am with them',
  'how.told': 'They told me',
  'how.again': 'I raised it again by mistake',
  'how.own': 'In your words',
  'how.missing': 'Say how you know that they are the same person',
  'send': 'Add to {ref} now',
  'back': 'Back',
  'added': 'Added to {ref}.',
  'added.words': 'Whoever has {ref} sees what you sent. If it was another person after all, ring on-call: they can take it out again.',
  'taken': '{name} has this already. Tell them that it may be the same person.',
  'offline': 'NOT ADDED. The server could not be reached. Your report is sent all the same and people are being asked.',
  'failed': 'NOT ADDED: {why}',
});
