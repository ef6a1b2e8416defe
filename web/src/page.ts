// page.ts: the page: reads what was baked in, starts the engine, shows one scene at a time.
import { Engine } from './engine';
import type { Lesson } from './pack';

const text = (id: string) => document.getElementById(id)?.textContent ?? '';
const lesson = JSON.parse(text('lesson')) as Lesson;
const app = document.getElementById('app')!;
Engine.open(text('engine'), lesson).then(() => { app.textContent = 'open'; }, (e: Error) => { app.textContent = e.message; });
