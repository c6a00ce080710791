/** The pages of adding details: not needed for the first screen, and fetched as soon as a report was sent. */
export { CheckPage } from './raise/check-page.js';
export { QuestionPage } from './raise/question-page.js';
