// keys.mjs: plays a page of polder lesson in a Chromium by keyboard alone: Tab, Enter, space, arrows, Escape, "?". What has
// the focus is seen to have it, and after no key the focus is lost.
//
//   node keys.mjs PAGE
import { resolve } from 'node:path';
import { Chrome } from './chrome.mjs';

const chrome = await Chrome.open();
const bad = new Set();
const there = (id) => `document.getElementById(${JSON.stringify(id)})`;
const CODES = { Tab: 9, Enter: 13, Escape: 27, ' ': 32, PageUp: 33, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, '?': 191 };
const TEXT = { Enter: '\r', ' ': ' ', '?': '?' };

async function press(key) {
  const event = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: CODES[key] };
  await chrome.send('Input.dispatchKeyEvent', { type: key in TEXT ? 'keyDown' : 'rawKeyDown', ...event, ...(key in TEXT ? { text: TEXT[key] } : {}) });
  await chrome.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

// Tab by Tab until what is looked for has the focus.
async function reach(what, test) {
  for (let i = 0; i < 90; i++) {
    const at = await chrome.eval(`(() => { const e = document.activeElement; const style = getComputedStyle(e);
      return { is: !!(${test}), name: e.id || e.tagName, heading: ['BODY', 'H1', 'MAIN'].includes(e.tagName), seen: e.checkVisibility(),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || e.matches('.knob') }; })()`);
    if (!at.heading && !at.seen) bad.add(`${at.name} has the focus and is not seen`);
    if (!at.heading && !at.ring && i > 0) bad.add(`${at.name} is not seen to have the focus`);
    if (at.is) return;
    await press('Tab');
  }
  throw new Error(`${what} is not reached`);
}

async function take(id, key = 'Enter') {
  await chrome.until(`${there(id)} && !${there(id)}.disabled`, 900);
  await reach(id, `e.id === ${JSON.stringify(id)}`);
  await press(key);
  if (!await chrome.until('document.activeElement !== document.body', 10).then(() => true, () => false)) bad.add(`after ${id} the focus is lost`);
}

async function card() {
  await chrome.until('document.querySelector(".card")', 900);
  await reach('a card', 'e.matches(".card[aria-pressed=false]")');
  await press('Enter');
}

const check = async (is, what) => { if (!await chrome.eval(is)) bad.add(what); };

async function firstScenes() {
  for (const id of ['start-signs', 'start-begin']) await take(id);
  await reach('the bet', 'e.id === "one-bet"');
  await press('ArrowRight');
  await take('one-run');
  while (!await chrome.eval(`!!${there('one-again')}`)) {
    await chrome.until(`${there('one-step')} || ${there('one-again')}`);
    if (await chrome.eval(`!!${there('one-step')}`)) await take('one-step');
  }
  for (const by of ['alive', 'content']) await take(`one-count-${by}`);
  await take('one-saw-more', ' ');
  await reach('the fold', 'e.tagName === "SUMMARY"');
  await press('Enter');
  await check('document.querySelector(".sentence details").open', 'a fold does not open');
  await reach('its slider', 'e.id.startsWith("turn-")');
  await press('?');
  await check('document.querySelector("dialog").open', '? does not show the legend');
  await press('Escape');
  await check('!document.querySelector("dialog").open', 'Escape does not close the legend');
  await take('one-on');
  for (const id of ['two-play', 'seat-4']) await take(id);
  await press('ArrowRight');
  await take('seat-2');
  await check('document.querySelector(".sheet")', 'a chair is not looked at');
  await press('Escape');
  await check('!document.querySelector(".sheet")', 'Escape does not close a chair');
  for (const id of ['two-end', 'two-saw-no', 'two-bare', 'two-on']) await take(id);
}

async function otherScenes() {
  await card();
  for (const id of ['three-run', 'three-saw-other', 'three-second']) await take(id);
  await card();
  await card();
  for (const id of ['three-pair', 'three-on', 'four-plan', 'cell-0-3']) await take(id);
  for (const key of ['ArrowRight', 'ArrowDown', ' ']) await press(key);
  await check('document.querySelectorAll(".remedy [aria-pressed=true]").length === 2', 'a block is not placed');
  for (const id of ['four-bet', 'four-bet-better', 'four-run', 'four-hundred', 'four-saw-even', 'four-rows-on', 'four-each-on', 'four-say-on', 'four-on']) await take(id);
  await reach('a point of the line', 'e.id === "knob-0"');
  for (const key of ['ArrowUp', 'ArrowRight', 'PageUp', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp']) await press(key);
  for (const id of ['five-run', 'five-saw-up', 'to-six', 'six-desk']) await take(id);
  await reach('a slider', 'e.id === "six-apart"');
  await press('ArrowRight');
  for (const id of ['six-bet-worse', 'six-saw-most', 'six-live', 'two-play', 'six-tab-argue', 'six-argue-four.sentence']) await take(id);
  await chrome.until('document.querySelector(".argued")', 900);
  await take('six-tab-cards');
  for (let i = 0; i < 3; i++) await card();
  await take('six-sheet');
  await reach('the print', 'e.id === "six-print"');
  await take('six-anew');
  await reach('the first button', 'e.id === "start-begin"');
}

try {
  await chrome.size(1280, 800, { still: true });
  await chrome.goto(`file://${resolve(process.argv[2])}`);
  await chrome.until(there('start-begin'));
  await firstScenes();
  await otherScenes();
} catch (error) {
  bad.add(`${error.message}; ${chrome.said.join(' | ')}`);
}
await chrome.close();
for (const what of bad) console.log(`FAILED: by keys: ${what}`);
process.exit(bad.size ? 1 : 0);
