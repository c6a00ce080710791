/** What a worker needs until somebody has been told, in one file: whoever opened one of these pages has them all when the network goes. */
export { RaisePage } from './raise/raise-page.js';
export { HomePage } from './report/home-page.js';
export { ReportPage } from './report/report-page.js';
