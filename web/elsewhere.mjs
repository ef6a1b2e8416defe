// elsewhere.mjs: a lesson's page from its first scene to its last in Firefox and in WebKit (the engine of Safari), as far
// as they are here: the engine must end where the program ended, every step must come, nothing may go wrong on the way.
//
//   node elsewhere.mjs PAGE [FOLDER]      FOLDER: where a picture of each step is put
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { STEPS } from './steps.mjs';

const [page, pictures] = process.argv.slice(2);
const soon = (ms) => new Promise((done) => { setTimeout(done, ms); });
async function until(what, times = 300) {
  for (let i = 0; i < times; i++) {
    const is = await what();
    if (is) return is;
    await soon(100);
  }
  throw new Error('never');
}

// What both have: a script that waits for what it gives.
const asked = (expression) => ({ args: [], script: `const done = arguments[arguments.length - 1];
  Promise.resolve().then(() => (${expression})).then((x) => done({ is: x === undefined || typeof x === 'object' ? null : x }), (e) => done({ wrong: String(e) }));` });

class Browser {
  constructor(folder) { this.folder = folder; this.processes = []; }

  start(program, args, env = {}, stdio = 'ignore') {
    const process_ = spawn(program, args, { stdio, env: { ...process.env, HOME: this.folder, ...env } });
    this.processes.push(process_);
    return process_;
  }

  async eval(expression) {
    const { is, wrong } = await this.run(asked(expression));
    if (wrong) throw new Error(`${wrong} in ${expression}`);
    return is;
  }

  close() { for (const one of this.processes.reverse()) one.kill('SIGKILL'); }
}

// Firefox speaks Marionette: a length, a colon, JSON.
class Firefox extends Browser {
  static program() { return ['firefox', 'firefox-esr'].map((name) => `/usr/bin/${name}`).find((file) => existsSync(file)); }

  async open() {
    writeFileSync(join(this.folder, 'user.js'), 'user_pref("marionette.port", 0);\nuser_pref("ui.prefersReducedMotion", 1);\n');
    this.start(Firefox.program(), ['--headless', '--marionette', '--no-remote', '--profile', this.folder]);
    const port = await until(() => existsSync(join(this.folder, 'MarionetteActivePort')) && Number(readFileSync(join(this.folder, 'MarionetteActivePort'), 'utf8')), 900);
    this.socket = connect(port, '127.0.0.1');
    this.waiting = new Map();
    let rest = Buffer.alloc(0);
    this.socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (;;) {
        const colon = rest.indexOf(':');
        const length = Number(rest.subarray(0, colon));
        if (colon < 0 || rest.length < colon + 1 + length) return;
        const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
        rest = rest.subarray(colon + 1 + length);
        if (Array.isArray(message)) this.waiting.get(message[1])?.(message);
      }
    });
    await this.send('NewSession', {});
  }

  async send(command, params) {
    const id = this.waiting.size + 1;
    const text = JSON.stringify([0, id, `WebDriver:${command}`, params]);
    const answer = new Promise((done) => { this.waiting.set(id, done); });
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , wrong, result] = await answer;
    if (wrong) throw new Error(`${command}: ${wrong.message}`);
    return result?.value;
  }

  goto(url) { return this.send('Navigate', { url }); }
  run(script) { return this.send('ExecuteAsyncScript', script); }
  shot() { return this.send('TakeScreenshot', { full: false }); }
}

// WebKit speaks WebDriver; its window wants a display, which Xvfb gives.
class WebKit extends Browser {
  static program() {
    return ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'].every((file) => existsSync(file)) && 
      readdirSync('/usr/lib').flatMap((machine) => ['4.1', '4.0'].map((n) => `/usr/lib/${machine}/webkit2gtk-${n}/MiniBrowser`)).find((file) => existsSync(file));
  }

  async open() {
    mkdirSync(join(this.folder, '.config/gtk-3.0'), { recursive: true }); // steps instead of motion, as STEPS wants it
    writeFileSync(join(this.folder, '.config/gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
    const screen = this.start('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24'], {}, ['ignore', 'pipe', 'ignore']);
    const display = await new Promise((done) => { screen.stdout.once('data', (data) => done(`:${String(data).trim()}`)); });
    const port = await new Promise((done) => {
      const server = createServer().listen(0, '127.0.0.1', () => { const free = server.address().port; server.close(() => done(free)); });
    });
    this.start('WebKitWebDriver', [`--port=${port}`], { DISPLAY: display, WEBKIT_DISABLE_DMABUF_RENDERER: '1' });
    this.at = `http://127.0.0.1:${port}`;
    await until(() => this.send('/status').then(() => true, () => false));
    const { sessionId } = await this.send('/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: WebKit.program(), args: ['--automation'] } } } });
    this.at += `/session/${sessionId}`;
  }

  // Each on a connection of its own: the driver closes them.
  send(path, body) {
    return new Promise((done, fail) => {
      const asking = request(this.at + path, { method: body ? 'POST' : 'GET', agent: false }, (answer) => {
        let text = '';
        answer.on('data', (data) => { text += data; });
        answer.on('end', () => {
          const { value } = JSON.parse(text);
          if (answer.statusCode === 200) done(value);
          else fail(new Error(`${path}: ${value.message}`));
        });
      });
      asking.on('error', fail);
      asking.end(body ? JSON.stringify(body) : undefined);
    });
  }

  goto(url) { return this.send('/url', { url }); }
  run(script) { return this.send('/execute/async', script); }
  shot() { return this.send('/screenshot'); }
}

const WATCH = `(() => {
  const say = (what) => { document.documentElement.dataset.wrong = (document.documentElement.dataset.wrong ?? '') + what + '; '; };
  addEventListener('error', (e) => say(e.message));
  addEventListener('unhandledrejection', (e) => say(e.reason));
  document.addEventListener('securitypolicyviolation', (e) => say('the page forbids ' + e.violatedDirective));
})()`;

async function plays(name, Kind) {
  const folder = mkdtempSync(join(tmpdir(), 'polder-elsewhere-'));
  const browser = new Kind(folder);
  let [at, wrong] = ['opened'];
  try {
    await browser.open();
    await browser.goto(`file://${resolve(page)}`);
    await browser.eval(WATCH);
    for (const [step, does, there] of STEPS) {
      at = step;
      if (does) await until(() => browser.eval(`(${does}, true)`).catch((error) => { wrong = error; }), 100).catch(() => { throw wrong; });
      await until(() => browser.eval(`!!(${there})`), 900);
      await soon(400); // a screen comes in pieces
      const shot = pictures && await browser.shot();
      if (shot) writeFileSync(join(pictures, `${name}-${step.replaceAll(' ', '-')}.png`), Buffer.from(shot, 'base64'));
      const said = await browser.eval('document.documentElement.dataset.wrong ?? ""');
      if (said) throw new Error(said);
    }
    console.log(`${name}: ${STEPS.length} steps, all come`);
    return true;
  } catch (error) {
    const said = await browser.eval('document.querySelector("main .law")?.textContent ?? ""').catch(() => '');
    console.log(`FAILED: ${name}, at the step "${at}": ${error.message}${said ? `; the page says: ${said}` : ''}`);
    return false;
  } finally {
    browser.close();
    await soon(500);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

let [tried, bad] = [0, 0];
for (const [name, Kind] of [['firefox', Firefox], ['webkit', WebKit]]) {
  if (!Kind.program()) { console.log(`skipped: ${name} is not here`); continue; }
  tried++;
  if (!await plays(name, Kind)) bad++;
}
process.exit(bad ? 1 : tried ? 0 : 77);
