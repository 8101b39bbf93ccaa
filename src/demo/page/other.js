import { getOtherDeals, launchOther } from './api.js';
import { showBar } from './bar.js';
import { speaker } from './texts.js';

/*
 * A portal of one's own, as short as it can be: it asks its server for a signed address, frames it, makes the frame as
 * tall as the journal asks, and gives it another signed token when it wants to stay open.
 */

const journal = { frame: null, origin: '' };
const element = (id) => document.querySelector(`#${id}`);
const chosen = () => document.querySelector('[name=role]:checked').value;
const query = new URLSearchParams(location.search);
const look = {
  lang: query.get('lang') === 'en' ? 'en' : 'ru',
  theme: query.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
};

const sign = () => launchOther({ deal: element('other-deal').value, role: chosen(), ...look });

async function show() {
  showBar(look, speaker(look.lang));
  try {
    const { address } = await sign();
    const frame = document.createElement('iframe');
    frame.title = speaker(look.lang)('otherFrame');
    frame.allow = 'clipboard-write';
    frame.src = address;
    journal.origin = new URL(address).origin;
    journal.frame = frame;
    element('frame').replaceChildren(frame);
    element('said').textContent = '';
  } catch (error) {
    element('said').textContent = error.message;
  }
}

async function renew(source, origin) {
  const { address } = await sign();
  const token = new URLSearchParams(new URL(address).hash.slice(1)).get('token');
  source.postMessage({ type: 'journal:launch', token }, origin);
}

addEventListener('message', ({ origin, source, data }) => {
  const { frame } = journal;
  if (frame === null || source !== frame.contentWindow || origin !== journal.origin) return;
  if (data?.type === 'journal:height') frame.style.height = `${Math.max(300, Math.min(760, Number(data.height)))}px`;
  if (data?.type === 'journal:renew') void renew(source, origin);
});

element('language').addEventListener('click', () => {
  look.lang = look.lang === 'ru' ? 'en' : 'ru';
  void show();
});
element('theme').addEventListener('click', () => {
  look.theme = look.theme === 'dark' ? 'light' : 'dark';
  void show();
});
element('other-deal').addEventListener('change', () => void show());
for (const input of document.querySelectorAll('[name=role]')) input.addEventListener('change', () => void show());

const { deals } = await getOtherDeals();
element('other-deal').append(...deals.map(({ id, title }) => new Option(title, id)));
element('code').textContent = await (await fetch('/demo/sign-launch.txt')).text();
await show();
