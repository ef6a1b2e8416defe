// build.mjs: makes dist/lesson.html (what `polder lesson` fills in) and dist/room.mjs (the engine's door,
// for node). docs/architecture.md says what is where.
//
//   npm ci && node build.mjs           all of it
//   node build.mjs --keep-engine       the engine as it is in dist/lesson.html
//   node build.mjs --out DIR           into another folder; dist/ stays
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const option = (name) => process.argv.indexOf(name);
const out = option('--out') > 0 ? process.argv[option('--out') + 1] : join(here, 'dist');
const read = (name) => readFileSync(join(here, name), 'utf8');
const sha256 = (text, form) => createHash('sha256').update(text).digest(form);

// ---- the engine ----

function engineBefore() {
  const page = join(here, 'dist/lesson.html');
  const packed = existsSync(page) && /id="engine">([^<]*)</.exec(readFileSync(page, 'utf8'))?.[1];
  const compiler = packed && / compiler="([^"]*)"/.exec(readFileSync(page, 'utf8'))?.[1];
  return packed ? { packed, compiler, bytes: gunzipSync(Buffer.from(packed, 'base64')) } : null;
}

// Packed anew only where its bytes differ: another zlib would pack the same bytes in another way.
function engine() {
  const before = engineBefore();
  if (option('--keep-engine') > 0) return before;
  const folder = mkdtempSync(join(tmpdir(), 'polder-'));
  const file = join(folder, 'room.wasm');
  try {
    execFileSync(join(here, 'engine/build'), [file], { stdio: ['ignore', 'inherit', 'inherit'] });
    const bytes = readFileSync(file);
    const compiler = /version ([0-9.]+)/.exec(execFileSync('clang', ['--version'], { encoding: 'utf8' }))[1];
    if (before && before.bytes.equals(bytes)) return { ...before, compiler };
    return { packed: gzipSync(bytes, { level: 9 }).toString('base64'), compiler, bytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// ---- the page ----

async function bundle(entry, options) {
  const result = await build({ entryPoints: [join(here, 'src', entry)], bundle: true, write: false,
    minify: true, charset: 'ascii', target: ['chrome97', 'firefox113', 'safari16.4'],
    legalComments: 'none', ...options });
  return result.outputFiles[0].text;
}

// A script in a page must not hold what ends it.
const inPage = (script) => script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');

// JSON in a page: nothing in it is read as a tag, and all of it is ASCII.
const escaped = (json) => json.replace(/[<\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

// What the page says where no script runs: how to open it, and what the drawings mean, in each language.
function still() {
  const ends = ['free', 'calculated', 'watchful', 'waiting', 'quarrel'];
  return ['en', 'nl'].map((language) => {
    const words = JSON.parse(read(`words/${language}.json`));
    const list = [words['start.1'], words['start.2'], ends.map((id) => words[`tie.${id}`]).join(', '), words['start.3'] + ' ' + ['won', 'part', 'alive', 'gone'].map((id) => words[`glyph.${id}`]).join('; ')];
    return `<section lang="${language}"><p><b>${words.scripts}</b></p><h2>${words.legend}</h2><ul>${list.map((text) => `<li>${text}</li>`).join('')}</ul><h2>${words['three.hear.all']}</h2></section>`;
  }).join('');
}

async function page() {
  const { packed, compiler, bytes } = engine();
  const worker = await bundle('worker.ts', { format: 'iife' });
  const [en, nl] = ['en', 'nl'].map((language) => escaped(JSON.stringify(JSON.parse(read(`words/${language}.json`)))));
  const script = inPage(await bundle('page.ts', { format: 'iife', loader: { '.json': 'json' } }));
  const loader = inPage(await bundle('load.ts', { format: 'iife' }));
  const css = (await build({ entryPoints: [join(here, 'src/page.css')], bundle: true, write: false,
    minify: true })).outputFiles[0].text.trim();
  const policy = ["default-src 'none'", `script-src 'sha256-${sha256(loader, 'base64')}' 'wasm-unsafe-eval' blob:`,
    'worker-src blob:', `style-src 'sha256-${sha256(css, 'base64')}'`, 'img-src data:', "connect-src 'none'",
    "base-uri 'none'", "form-action 'none'"].join('; ');
  const fill = { policy, css, script, loader, worker: inPage(worker), en, nl, engine: packed, compiler, still: still(), sha: sha256(bytes, 'hex').slice(0, 16) };
  return read('src/page.html').replace(/\[\[(\w+)\]\]/g, (_, name) => fill[name]);
}

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'lesson.html'), await page());
writeFileSync(join(out, 'room.mjs'), '// Built by build.mjs from src/door.ts.\n' +
  await bundle('door.ts', { format: 'esm', minify: false }));
