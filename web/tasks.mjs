// tasks.mjs: which tasks of a lesson's page take long on a phone (360 × 640, the processor six times slower) while its
// engine runs, and what they do: script, style, layout, paint. No test: it depends on the clock.
//
// Left out of "opened" is what the browser does before the first byte of the page: it leaves the page before, and makes a
// window, which an empty page costs as well (60 to 80 ms). Reading, compiling and running the page count.
//
//   node tasks.mjs PAGE [TIMES [STEPS]]   tasks over 50 ms, then the longest of each step (of the first so many): median of
//                                         so many times (1), and each
import { resolve } from 'node:path';
import { Chrome } from './chrome.mjs';
import { STEPS } from './steps.mjs';

const [page, times = '1', steps = '99'] = process.argv.slice(2);
const taken = STEPS.slice(0, Number(steps));
const LONG = 50; // ms
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

async function once() {
  const chrome = await Traced.open();
  await chrome.size(360, 640, { still: true });
  await chrome.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await new Promise((done) => { setTimeout(done, 1000); });
  const longest = {};
  for (const [name, does, until] of taken) {
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
for (const [name] of taken) {
  const of = (k) => runs.map((run) => run[name][k]);
  console.log(`${name.padEnd(32)} longest ${median(of(0)).toFixed(0)} ms (${of(0).map((x) => x.toFixed(0)).join(' ')}), of the processor ${median(of(1)).toFixed(0)} (${of(1).map((x) => x.toFixed(0)).join(' ')})`);
}
