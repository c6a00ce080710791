import { roomWords } from '../app/words.js';

/** The words of signing in. */
export const identityWords = roomWords('identity', {
  'title': 'Sign in',
  'lead': 'For staff. If somebody needs help now, ring; you do not need this page for that.',
  'e-mail': 'E-mail address',
  'password': 'Password',
  'password.show': 'Show the password',
  'remember': 'Remember this phone for raising',
  'remember.hint': 'For 30 days it can raise and follow your reports without a password. It opens nothing else. Not on a shared computer.',
  'sign-in': 'Sign in',
  'wrong.title': 'You are not signed in yet',
  'wrong.missing-e-mail': 'Write your e-mail address',
  'wrong.missing-password': 'Write your password',
  'wrong.credentials': 'The e-mail address or the password is not right',
  'wrong.credentials-lead': 'Nothing was lost. Check both; passwords tell capitals from small letters.',
  'wrong.e-mail': 'This is not an e-mail address. It has an @ in it.',
  'wrong.too-fast': 'Too many tries. Wait a minute, then try again.',
  'wrong.unreachable': 'The server could not be reached',
  'wrong.unreachable-lead': 'What you typed is still here. Texts and calls still work.',
  'wrong.fault': 'Something went wrong on our side',
  'wrong.fault-lead': 'What you typed is still here. Try again, or ring on-call.',
  'call': 'Call on-call',
});
