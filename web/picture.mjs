// picture.mjs: the picture of a lesson in the docs: scene 2 of the music table in month 21, after a bet.
//
//   ../build/release/polder lesson music-table -o page.html && node picture.mjs page.html ../docs/lesson.png
import { resolve } from 'node:path';
import { Chrome } from './chrome.mjs';

const MONTH = 21;
const [page, out] = process.argv.slice(2);
const chrome = await Chrome.open();
const there = (id) => `document.getElementById(${JSON.stringify(id)})`;
const click = (id) => chrome.eval(`${there(id)}.click()`);
await chrome.size(1060, 636, { still: true });
await chrome.goto(`file://${resolve(page)}`);
await chrome.until(there('to-two'));
await click('to-two');
await chrome.until(there('two-play'));
await click('two-play');
await chrome.until(there('seat-7'));
await click('seat-7');
for (let month = 12; month < MONTH; month++) await click('two-next');
await chrome.eval('document.activeElement.blur()');
await chrome.shot(out);
await chrome.close();
