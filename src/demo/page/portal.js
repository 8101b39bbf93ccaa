import { getDeals, getPerson, moveDeal, runRobots, setPerson, setTrouble } from './api.js';
import { showBar } from './bar.js';
import { createDealHeader } from './deal-header.js';
import { createDealList } from './deal-list.js';
import { createPanels } from './deal-panels.js';
import { createFrame } from './frame.js';
import { addressOf, readLook } from './look.js';
import { speaker } from './texts.js';

const everyMs = 4000;

let look = readLook();
let known = null;
let person = null;

const element = (id) => document.querySelector(`#${id}`);
const showList = createDealList({
  list: element('deal-list'),
  picker: element('deal-picker'),
  choose: (deal) => go({ deal }),
});
const showHeader = createDealHeader({ root: element('deal'), move, run });
const showPanels = createPanels({ root: element('deal'), choose: (tab) => go({ tab }) });
const showFrame = createFrame(element('frame'), { open: openPath, tell });

function show() {
  const say = speaker(look.lang);
  showBar(look, say);
  for (const input of document.querySelectorAll('[name=person]')) input.checked = input.value === person;
  if (known === null) return;
  const deal = known.deals.find(({ id }) => id === look.deal) ?? known.deals[0];
  const all = { ...known, ...look, deal, person, chosen: deal.id, say };
  document.title = `${deal.title} — ${say('portal')}`;
  showTrouble(all);
  element('own-pages').hidden = person === 'manager';
  element('own-pages-text').textContent = say(person === 'support' ? 'ownPagesSupport' : 'ownPages');
  element('own-pages-failures').hidden = person !== 'support';
  for (const id of ['own-pages-open', 'own-pages-settings']) element(id).hidden = person !== 'administrator';
  showList(all);
  showHeader(all);
  showPanels(all);
  showFrame(all);
}

function showTrouble({ trouble, troubles, say }) {
  const select = element('trouble');
  if (select.options.length === 0) select.append(...troubles.map((one) => new Option('', one)));
  for (const option of select.options) option.textContent = say(`trouble-${option.value}`);
  if (document.activeElement !== select) select.value = trouble;
  element('trouble-note').hidden = trouble === 'none';
  element('trouble-note').textContent = trouble === 'none' ? '' : say(`trouble-${trouble}-note`);
}

/** What the frame asks the portal to open over itself. */
function openPath(path) {
  const deal = /^\/crm\/deal\/details\/(\d+)\//.exec(path)?.[1];
  if (deal !== undefined && known.deals.some(({ id }) => id === deal)) go({ deal, tab: 'about' });
  else tell(speaker(look.lang)('opened', { path }));
}

function go(change) {
  const isOtherDeal = change.deal !== undefined && change.deal !== look.deal;
  history[isOtherDeal ? 'pushState' : 'replaceState'](null, '', addressOf(change));
  look = readLook();
  if (isOtherDeal) tell('');
  show();
}

function tell(text, isWrong = false) {
  element('said').textContent = text;
  element('said').classList.toggle('wrong', isWrong);
}

async function refresh() {
  known = await getDeals();
  show();
  if (known.paused && element('said').textContent === '') tell(speaker(look.lang)('paused'));
}

/** Does something and says how it went: what it says is in the language of now. */
async function attempt(deed) {
  try {
    const said = await deed(speaker(look.lang));
    if (said !== undefined) tell(said);
  } catch (error) {
    const isLost = error instanceof TypeError;
    tell(isLost ? speaker(look.lang)('unreachable') : error.message, true);
  }
}

function chosenDeal() {
  return known.deals.find(({ id }) => id === look.deal) ?? known.deals[0];
}

function run(choice) {
  return attempt(async (say) => {
    const { template } = await runRobots(chosenDeal().id, choice);
    await refresh();
    return say('started', { template });
  });
}

function move(stage) {
  return attempt(async (say) => {
    const { name } = known.stages.find(({ id }) => id === stage);
    if (chosenDeal().stage === stage) return say('alreadyThere', { stage: name });
    const { template, stopped } = await moveDeal(chosenDeal().id, stage);
    await refresh();
    return [
      say('moved', { stage: name }),
      ...(stopped === 0 ? [] : [say('stopped', { count: stopped })]),
      ...(template === null ? [] : [say('started', { template })]),
    ].join(' · ');
  });
}

function be(wanted) {
  return attempt(async () => {
    ({ person } = await setPerson(wanted));
    await refresh();
    return '';
  });
}

function cause(trouble) {
  return attempt(async () => {
    await setTrouble(trouble);
    await refresh();
    return '';
  });
}

for (const input of document.querySelectorAll('[name=person]'))
  input.addEventListener('change', () => void be(input.value));
element('trouble').addEventListener('change', ({ target }) => {
  target.blur();
  void cause(target.value);
});
element('language').addEventListener('click', () => go({ lang: look.lang === 'ru' ? 'en' : 'ru' }));
element('theme').addEventListener('click', () => go({ theme: look.theme === 'dark' ? 'light' : 'dark' }));
addEventListener('popstate', () => {
  look = readLook();
  show();
});

show();
await attempt(async () => {
  ({ person } = await getPerson());
  await refresh();
  if (person === null) await be('manager');
});
setInterval(() => {
  if (document.visibilityState === 'visible') void refresh().catch(() => {});
}, everyMs);
