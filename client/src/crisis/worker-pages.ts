/** The worker's pages in one file, so that whoever opened one of them has them all when the network goes. */
export { CheckPage } from './raise/check-page.js';
export { QuestionPage } from './raise/question-page.js';
export { RaisePage } from './raise/raise-page.js';
export { HomePage } from './report/home-page.js';
export { ReportPage } from './report/report-page.js';
