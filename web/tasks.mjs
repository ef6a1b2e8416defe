// tasks.mjs: which tasks of a lesson's page take long on a phone (360 × 640, the processor six times slower) while its
// engine runs, and what they do: script, style, layout, paint. No test: it depends on the clock.
//
// Left out of "opened" is what the browser does before the first byte of the page: it leaves the page before, and makes a
// window, which an empty page costs as well (60 to 80 ms). Reading, compiling and running the page count.
//
//   node tasks.mjs PAGE [TIMES]       tasks over 50 ms, then the longest of each step: median of so many times (1), and each
import { resolve } from 'node:path';
import { Chrome } from './chrome.mjs';

const [page, times = '1'] = process.argv.slice(2);
const LONG = 50; // ms
const there = (id) => `document.getElementById(${JSON.stringify(id)})`;
const KINDS = { EvaluateScript: 'script', FunctionCall: 'script', 'v8.callFunction': 'script', 'v8.compile': 'compile', ParseHTML: 'parse', UpdateLayoutTree: 'style', Layout: 'layout',
  PrePaint: 'paint', Paint: 'paint', Layerize: 'paint', Commit: 'commit', MinorGC: 'garbage', MajorGC: 'garbage', 'V8.GCScavenger': 'garbage' };

// A page whose tasks are traced from `start` on until `stop`, which gives the trace.
class Traced extends Chrome {
  take(message) {
    if (message.method === 'Tracing.dataCollected') this.events.push(...message.params.value);
    if (message.method === 'Tracing.tracingComplete') this.complete();
    super.take(message);
  }

  async start() {
    this.events = [];
    await this.send('Tracing.start', { transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing', 'v8', 'disabled-by-default-devtools.timeline'], excludedCategories: ['*'] } });
  }

  async stop() {
    const done = new Promise((complete) => { this.complete = complete; });
    await this.send('Tracing.end');
    await done;
    return this.events;
  }
}

// The page's own thread: where its first task begins with the page's script, the thread with most script.
function mainThread(events) {
  const spent = new Map();
  for (const e of events) if (e.ph === 'X' && (e.name === 'FunctionCall' || e.name === 'EvaluateScript')) spent.set(`${e.pid} ${e.tid}`, (spent.get(`${e.pid} ${e.tid}`) ?? 0) + e.dur);
  const names = new Map(events.filter((e) => e.name === 'thread_name').map((e) => [`${e.pid} ${e.tid}`, e.args.name]));
  return [...spent.keys()].filter((key) => names.get(key) === 'CrRendererMain').sort((a, b) => spent.get(b) - spent.get(a))[0];
}

// Of each long task: how long on the clock and on the processor, and what it did, in ms of its own. How long the processor was
// at it says what the page does; the clock says as well who else was running.
function longTasks(events) {
  const main = mainThread(events);
  const mine = events.filter((e) => e.ph === 'X' && `${e.pid} ${e.tid}` === main).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const tasks = [];
  let stack = [];
  let empty = false; // is this the task that makes the window?
  for (const e of mine) {
    while (stack.length > 0 && e.ts >= stack.at(-1).until) stack.pop();
    const ms = (e.tdur ?? e.dur) / 1000;
    if (e.name === 'RunTask' || e.name === 'ThreadControllerImpl::RunTask') {
      if (stack.length === 0) empty = false;
      if (stack.length === 0) tasks.push({ at: e.ts / 1000, clock: e.dur / 1000, spent: ms, does: {}, says: [] });
      if (stack.length === 0) stack.push({ until: e.ts + e.dur, kind: null });
      continue;
    }
    if (e.name === 'CommitLoad') { tasks.length = 0; empty = true; } // the page begins with the next task
    const kind = empty ? null : KINDS[e.name];
    if (!kind || stack.length === 0) continue;
    const task = tasks.at(-1);
    task.does[kind] = (task.does[kind] ?? 0) + ms;
    const above = stack.findLast((x) => x.kind);
    if (above) task.does[above.kind] -= ms;
    if (e.name === 'FunctionCall') task.says.push(`${e.args.data?.functionName || '?'}:${e.args.data?.columnNumber ?? ''}`);
    if (e.name === 'UpdateLayoutTree') task.says.push(`style(${e.args.elementCount})`);
    if (e.name === 'Layout') task.says.push(`layout(${e.args.beginData?.dirtyObjects}/${e.args.beginData?.totalObjects})`);
    stack.push({ until: e.ts + e.dur, kind });
  }
  return tasks;
}

const said = ({ clock, spent, does, says }) => `${clock.toFixed(0)} ms, of which the processor ${spent.toFixed(0)}: ${
  Object.entries(does).filter(([, ms]) => ms >= 2).sort((a, b) => b[1] - a[1]).map(([kind, ms]) => `${kind} ${ms.toFixed(0)}`).join(', ')} [${says.slice(0, 9).join(' ')}]`;

// What is done, and until what is there; as `measure.mjs` does it.
const click = (id) => `${there(id)}.click()`;
const chair = (i) => `document.querySelectorAll('.chair')[${i}].dispatchEvent(new MouseEvent('click'))`;
const typed = (id, text) => `(() => { const f = ${there(id)}; f.value = ${JSON.stringify(text)}; f.dispatchEvent(new Event('input')); })()`;
const STEPS = [
  ['opened', '', 'document.getElementById("app")?.dataset.engine'],
  ['scene 1', click('to-one'), there('one-run')],
  ['a hundred networks', click('one-run'), there('one-step')],
  ['scene 3', click('to-three'), 'document.querySelectorAll(".card")[5]'],
  ['a card', 'document.querySelectorAll(".card")[5].click()', there('three-run')],
  ['without each of twelve causes', click('three-run'), 'document.querySelector(".rescues")'],
  ['the second network', 'new Promise((done) => { setTimeout(done, 4000); })', 'true'],
  ['scene 2', click('to-two'), there('two-play')],
  ['a chair', chair(3), 'document.querySelector(".sheet")'],
  ['closed', click('seat-close'), '!document.querySelector(".sheet")'],
  ['a month', click('two-next'), 'true'],
  ['the first year', click('two-play'), there('seat-nobody')],
  ['a bet', click('seat-nobody'), `${there('two-end')} && !${there('two-end')}.disabled`],
  ['to the end', click('two-end'), there('two-saw-no')],
  ['what was seen', click('two-saw-no'), 'document.querySelector(".sentence")'],
  ['what nobody saw', click('two-bare'), 'document.querySelector(".unseen-act")'],
  ['scene 4', click('to-four'), there('four-plan')],
  ['what help gives', '0', 'document.querySelector(".met .from")?.textContent'],
  ['its plan', click('four-plan'), there('cell-5-3')],
  ['another kind of help', click('help-2'), `${there('cell-2-3')}.checkVisibility()`],
  ['a block', click('cell-2-3'), `!${there('four-bet')}.disabled`],
  ['to the bet', click('four-bet'), there('four-bet-same')],
  ['its bet', click('four-bet-same'), `!${there('four-run')}.disabled`],
  ['the plan', click('four-run'), there('four-hundred')],
  ['the hundred', click('four-hundred'), 'document.querySelectorAll(".dot").length === 100'],
  ['what they show', click('four-saw-even'), there('four-rows-on')],
  ['other plans', click('four-rows-on'), 'document.querySelectorAll("#four-rows dt").length >= 4'],
  ['plans at random', 'new Promise((done) => { setTimeout(done, 4000); })', 'true'],
  ['scene 5', click('to-five'), there('five-run')],
  ['a point', `${there('knob-2')}.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }))`, `!${there('five-run')}.disabled`],
  ['the line', click('five-run'), 'document.querySelector(".real")'],
  ['its shape', click('five-saw-hump'), 'document.querySelector(".sentence")'],
  ['the next line', click('five-next'), there('five-run')],
  ['scene 6', click('to-six'), there('six-desk')],
  ['a name', typed('six-names', 'North\nEast\nSouth\nWest\nMiddle'), 'document.querySelectorAll(".chair").length === 5'],
  ['sliders', click('six-desk'), there('six-trust')],
  ['a slider', typed('six-trust', 0), `!${there('six-bet-worse')}.disabled`],
  ['an own bet', click('six-bet-worse'), there('six-again')],
  ['how many alike', click('six-saw-most'), there('six-live')],
  ['month by month', click('six-live'), there('two-play')],
  ['a sentence', click('six-tab-argue'), 'document.querySelector(".argue .choose")'],
  ['argued', 'document.querySelectorAll(".argue .choose button")[1].click()', 'document.querySelector(".argued")'],
  ['on paper', click('six-tab-cards'), there('six-sheet')],
  ['a card to print', 'document.querySelector(".card").click()', 'document.querySelector(".back")']];

async function once() {
  const chrome = await Traced.open();
  await chrome.size(360, 640, { still: true });
  await chrome.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await new Promise((done) => { setTimeout(done, 1000); });
  const longest = {};
  for (const [name, does, until] of STEPS) {
    await chrome.start();
    if (does) await chrome.eval(does);
    else await chrome.goto(`file://${resolve(page)}`);
    await chrome.until(until, 1800);
    await new Promise((done) => { setTimeout(done, 400); });
    const tasks = longTasks(await chrome.stop());
    const long = tasks.filter((x) => x.clock > LONG);
    for (const task of long) console.log(`  ${name}: ${said(task)}`);
    longest[name] = [Math.max(0, ...tasks.map((x) => x.clock)), Math.max(0, ...tasks.map((x) => x.spent))];
  }
  await chrome.close();
  return longest;
}

const runs = [];
for (let i = 0; i < Number(times); i++) runs.push(await once());
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
for (const [name] of STEPS) {
  const of = (k) => runs.map((run) => run[name][k]);
  console.log(`${name.padEnd(32)} longest ${median(of(0)).toFixed(0)} ms (${of(0).map((x) => x.toFixed(0)).join(' ')}), of the processor ${median(of(1)).toFixed(0)} (${of(1).map((x) => x.toFixed(0)).join(' ')})`);
}
