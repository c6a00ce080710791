import type { SheetWords } from './sheet-words.js';

/** Black on white, A4, page x of y where the browser can; nothing from outside. */
export const sheetStyle = ({ staffOnly, page, of }: Pick<SheetWords, 'staffOnly' | 'page' | 'of'>): string => `
@page { size: A4; margin: 14mm 14mm 18mm; @bottom-left { content: "${staffOnly}"; font: 9pt sans-serif; } @bottom-right { content: "${page} " counter(page) " ${of} " counter(pages); font: 9pt sans-serif; } }
:root { color-scheme: only light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 182mm; padding: 4mm; background: #fff; color: #000; font: 10.5pt/1.35 system-ui, sans-serif; }
@media print { body { max-width: none; padding: 0; } }
h1 { margin: 0; font-size: 17pt; }
h2 { margin: 6mm 0 2mm; font-size: 13pt; border-bottom: 1.5pt solid #000; break-after: avoid; }
h3 { margin: 3mm 0 1mm; font-size: 11pt; break-after: avoid; }
p, ol { margin: 1mm 0 2mm; }
ol { padding-left: 6mm; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 0.75pt solid #000; padding: 1.2mm 2mm; text-align: start; vertical-align: top; overflow-wrap: break-word; }
th { font-weight: 600; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.numbers { display: flex; flex-wrap: wrap; gap: 2mm; margin: 3mm 0; }
.numbers > div { flex: 1 1 50mm; border: 1.5pt solid #000; padding: 2mm 3mm; }
.numbers b { display: block; font-size: 15pt; }
.now td, .nobody { font-weight: 700; }
.blank { break-before: page; }
.blank th { width: 52mm; }
.blank .one { height: 10mm; } .blank .two { height: 19mm; } .blank .many { height: 34mm; }
.log th { width: auto; } .log td { height: 9.5mm; }
.when { width: 22mm !important; } .who { width: 32mm !important; }
`;
