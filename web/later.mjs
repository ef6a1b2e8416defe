// later.mjs: what still waits to appear is not lost when it is taken out meanwhile and put back. In a Chromium, of src/dom.ts alone.
//
//   npm ci && node later.mjs
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chrome } from './chrome.mjs';

const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, 'node_modules/esbuild'))) {
  console.log('skipped: what appears later: the packages (npm ci in web/) are not there');
  process.exit(0);
}
const { build } = await import('esbuild');
const { outputFiles: [{ text }] } = await build({ entryPoints: [join(here, 'src/dom.ts')], bundle: true, write: false, format: 'iife', globalName: 'dom' });
const chrome = await Chrome.open();
await chrome.eval(`${text}; globalThis.dom = dom;`);
const found = await chrome.eval(`(async () => {
  const { allDrawn, drawn, h, redraw } = dom;
  const place = h('div');
  document.body.append(place);
  redraw(place, h('ul', {}, Array.from({ length: 80 }, (_, i) => h('li', {}, i))));
  const waits = () => place.querySelectorAll('[data-later]').length;
  const list = place.firstChild;
  const before = waits();
  list.remove();
  await allDrawn();
  await drawn();
  place.append(list);
  return [before, waits()];
})()`);
await chrome.close();
if (!(found[0] > 0 && found[1] === 0)) {
  console.log(`FAILED: of ${found[0]} that were to appear later, ${found[1]} never do`);
  process.exit(1);
}
