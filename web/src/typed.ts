// typed.ts: a field for somebody else's letters; what is wrong with them is told at once, with its group.
import type { Wrong } from './code';
import { h } from './dom';
import { t, type Word } from './words';

const told = ({ wrong, short }: Wrong, other: Word) =>
  (wrong.length === 2 ? t('code.wrong.both') : wrong.length === 1 ? t('code.wrong', { n: wrong[0] }) : short ? '' : t(other));

// `take` does something with them, and says what it did, or what is wrong; `other` is what to say of letters of something else.
export function lettersField(id: string, label: Word, other: Word, take: (code: string) => string | Wrong): { row: HTMLElement; trouble: HTMLElement } {
  const trouble = h('p', { id: `${id}-trouble`, class: 'verdict', role: 'status' });
  const say = (is: string | Wrong) => { trouble.textContent = typeof is === 'string' ? is : told(is, other); };
  const field = h('input', { id, size: 10, maxlength: 9, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-describedby': trouble.id,
    oninput: () => say(take(field.value)), onchange: () => { if (field.value && !trouble.textContent) trouble.textContent = t('code.short'); } });
  return { row: h('p', { class: 'stake' }, h('label', { for: id }, t(label)), field), trouble };
}
