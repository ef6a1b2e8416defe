// sheets.mjs: pages of polder report in a Chromium: how many sheets of paper, how wide, what they say to
// screen readers, whether anything was fetched. node sheets.mjs FOLDER, which has *.html.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Chrome } from './chrome.mjs';

const folder = process.argv[2];
const problems = [];
const chrome = await Chrome.open();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
  const bad = (text) => problems.push(`${file}: ${text}`);
  await chrome.size(360, 800);
  await chrome.goto(`file://${join(folder, file)}`);
  for (const width of [320, 360, 768, 1280]) {
    await chrome.size(width, 800);
    const wide = await chrome.eval('document.documentElement.scrollWidth');
    if (wide > width) bad(`${wide} wide at ${width}`);
  }
  await chrome.eval('document.querySelectorAll("details").forEach((d) => { d.open = true; })');
  await chrome.size(360, 800, { dark: true });
  const open = await chrome.eval('document.documentElement.scrollWidth');
  if (open > 360) bad(`${open} wide at 360 with all folds open`);
  const about = await chrome.eval(`({ title: document.title, lang: document.documentElement.lang,
    main: document.querySelectorAll('main').length, h1: document.querySelectorAll('h1').length,
    unnamed: [...document.querySelectorAll('svg[role=img]')].filter((s) => !s.getAttribute('aria-label')).length,
    loose: [...document.querySelectorAll('table')].filter((t) => !t.querySelector('th[scope=col]')).length,
    fetched: performance.getEntriesByType('resource').length })`);
  if (!about.title || !about.lang || about.main !== 1 || about.h1 !== 1) bad(JSON.stringify(about));
  if (about.unnamed || about.loose || about.fetched) bad(JSON.stringify(about));
  const { data } = await chrome.send('Page.printToPDF', { preferCSSPageSize: true });
  const sheets = Buffer.from(data, 'base64').toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  if (sheets !== 2) bad(`${sheets} sheets of paper, not two`);
}
if (chrome.said.length) problems.push(...chrome.said);
await chrome.close();
problems.forEach((text) => console.log(text));
process.exit(problems.length ? 1 : 0);
