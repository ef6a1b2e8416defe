// opens.mjs: pages of polder lesson in a Chromium: each plays only if the engine there ends where the program ended.
//
//   node opens.mjs PAGE...
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Chrome } from './chrome.mjs';

const pages = process.argv.slice(2);
const chrome = await Chrome.open();
let [hashes, closed] = [0, 0];
for (const page of pages) {
  const lesson = JSON.parse(/id="lesson">([^<]*)</.exec(readFileSync(page, 'utf8'))[1]);
  await chrome.goto(`file://${resolve(page)}`);
  await chrome.until('document.querySelector("#app[data-engine], main .law")');
  if (await chrome.eval('!!document.getElementById("app").dataset.engine')) hashes += [lesson.table, lesson.population].flatMap((p) => p?.check.flat() ?? []).length;
  else { closed++; console.log(`${page}: ${await chrome.eval('document.querySelector("main .law").textContent')}`); }
}
await chrome.close();
console.log(`${hashes} state hashes of ${pages.length - closed} pages in the browser, ${closed} pages do not play`);
process.exit(closed ? 1 : 0);
