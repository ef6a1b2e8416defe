// heights.mjs: the heights of the sheets of pages of polder report as a Chromium prints them, against the
// estimate that stands at the end of each page. node heights.mjs FOLDER, which has *.html.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chrome } from './chrome.mjs';

const folder = process.argv[2];
// A4 less its margins, and a line, as engine/document/html_style.c has them for paper; at 96 dots an inch.
const wide = Math.round((210 - 34) / 25.4 * 96), line = 10.5 * 1.32 * 96 / 72;
// Lines that an estimate may be off: too low begins a third sheet, too high leaves out what would fit. The
// second sheet has tables, whose names break otherwise in each browser.
const least = -1.3, most = [3, 3];
const problems = [];
const chrome = await Chrome.open();
await chrome.size(wide, 1000);
await chrome.send('Emulation.setEmulatedMedia', { media: 'print' });
for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
  const text = readFileSync(join(folder, file), 'utf8');
  const guessed = text.match(/<!-- heights ([\d.]+) ([\d.]+) -->/).slice(1).map(Number);
  await chrome.goto(`file://${join(folder, file)}`);
  // As it is, and where the only serifs are wide ones.
  for (const font of ['', 'DejaVu Serif']) {
    const name = font ? `${file}, ${font}` : file;
    if (font) await chrome.eval(`document.head.insertAdjacentHTML("beforeend", "<style>h1, .answer > p:first-child { font-family: '${font}' !important }</style>")`);
    const real = (await chrome.eval('[...document.querySelectorAll(".sheet")].map((s) => s.getBoundingClientRect().height)')).map((h) => h / line);
    console.log(`${name}: guessed ${guessed.map((h) => h.toFixed(1))}, printed ${real.map((h) => h.toFixed(1))}`);
    if (real.length !== 2) problems.push(`${name}: ${real.length} sheets`);
    guessed.forEach((h, i) => {
      if (h - real[i] < least || h - real[i] > most[i]) problems.push(`${name}: sheet ${i + 1} is guessed ${(h - real[i]).toFixed(1)} lines off`);
    });
    const { data } = await chrome.send('Page.printToPDF', { preferCSSPageSize: true });
    const pages = Buffer.from(data, 'base64').toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    if (pages !== 2) problems.push(`${name}: ${pages} sheets of paper, not two`);
  }
}
await chrome.close();
problems.forEach((problem) => console.log(`FAILED: ${problem}`));
process.exit(problems.length ? 1 : 0);
