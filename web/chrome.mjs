// chrome.mjs: drives a Chromium over a pipe: for tests and for pictures. Needs no package.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Chrome {
  static async open(program = process.env.CHROMIUM ?? 'chromium') {
    const chrome = new this();
    chrome.folder = mkdtempSync(join(tmpdir(), 'polder-chrome-'));
    chrome.process = spawn(program, ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run',
      '--hide-scrollbars', '--disable-dev-shm-usage', '--disable-features=IsolateSandboxedIframes', `--user-data-dir=${chrome.folder}`, '--remote-debugging-pipe', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    chrome.waiting = new Map();
    chrome.said = []; // what the console and the browser complained of
    chrome.last = 0;
    let rest = '';
    chrome.process.stdio[4].on('data', (data) => {
      const parts = (rest + data).split('\0');
      rest = parts.pop();
      for (const part of parts) chrome.take(JSON.parse(part));
    });
    const { targetInfos } = await chrome.send('Target.getTargets');
    const target = targetInfos.find((t) => t.type === 'page');
    chrome.session = (await chrome.send('Target.attachToTarget', { targetId: target.targetId, flatten: true })).sessionId;
    for (const domain of ['Page', 'Runtime', 'Log']) await chrome.send(`${domain}.enable`);
    return chrome;
  }

  take(message) {
    if (message.method === 'Runtime.exceptionThrown') {
      const about = message.params.exceptionDetails;
      this.said.push(about.exception?.description ?? about.text);
    }
    if (message.method === 'Log.entryAdded') this.said.push(message.params.entry.text);
    const [done, fail] = this.waiting.get(message.id) ?? [];
    this.waiting.delete(message.id);
    if (message.error) fail?.(new Error(message.error.message));
    else done?.(message.result);
  }

  send(method, params = {}) {
    const id = ++this.last;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
    return new Promise((done, fail) => this.waiting.set(id, [done, fail]));
  }

  async size(width, height, { dark = false, still = false, scale = 1, forced = false } = {}) {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: width < 600 });
    await this.send('Emulation.setEmulatedMedia', { features: [
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: still ? 'reduce' : 'no-preference' }] });
  }

  async eval(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async goto(url) {
    await this.send('Page.navigate', { url });
    await this.until('document.readyState === "complete"');
  }

  // Asks again every so often; what does not come true is an error, not a wait for ever.
  async until(expression, times = 300) {
    for (let i = 0; i < times; i++) {
      if (await this.eval(`!!(${expression})`)) return;
      await new Promise((done) => { setTimeout(done, 100); });
    }
    throw new Error(`never: ${expression}`);
  }

  async shot(file, full = false) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: full });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close() {
    const gone = new Promise((done) => { this.process.once('exit', done); });
    await this.send('Browser.close').catch(() => {});
    await gone;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
