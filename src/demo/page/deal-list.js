import { addressOf } from './look.js';
import { money } from './texts.js';

const cross =
  '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><circle cx="8" cy="8" r="6.4"/><path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/></svg>';

/**
 * The deals at the left, and the same as a picker where there is no room. Rows are made once and changed in place, so
 * focus and scroll stay where they are while robots work.
 */
export function createDealList({ list, picker, choose }) {
  const rows = new Map();

  picker.addEventListener('change', () => choose(picker.value));
  list.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.dataset.deal);
  });

  function rowOf(deal) {
    const known = rows.get(deal.id);
    if (known !== undefined) return known;
    const item = document.createElement('li');
    item.innerHTML =
      '<a><span class="title" lang="ru"></span>' +
      '<span class="stage" lang="ru"><span class="dot"></span><span></span></span><span class="amount"></span>' +
      '<span class="client" lang="ru"></span><span><span class="failed"></span><span class="unseen-mark"></span></span></a>';
    list.append(item);
    const option = document.createElement('option');
    picker.append(option);
    const row = { link: item.firstElementChild, option };
    rows.set(deal.id, row);
    return row;
  }

  return ({ deals, stages, chosen, lang, say }) => {
    for (const deal of deals) {
      const { link, option } = rowOf(deal);
      const stage = stages.find(({ id }) => id === deal.stage);
      const failures = deal.failures === 0 ? '' : say('failures', { count: deal.failures });
      link.dataset.deal = deal.id;
      link.href = addressOf({ deal: deal.id });
      if (deal.id === chosen) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      put(link.querySelector('.title'), deal.title);
      link.querySelector('.title').title = deal.isSeen ? deal.title : `${deal.title} — ${say('unseen')}`;
      put(link.querySelector('.amount'), money(lang, deal.amount));
      link.querySelector('.dot').style.background = stage.color;
      put(link.querySelector('.stage').lastElementChild, stage.name);
      put(link.querySelector('.client'), deal.client.name);
      link.classList.toggle('unseen', !deal.isSeen);
      if (deal.isSeen) mark(link.querySelector('.failed'), failures, say('failuresHint'));
      else mark(link.querySelector('.failed'), '', '');
      put(link.querySelector('.unseen-mark'), deal.isSeen ? '' : say('unseen'));
      option.value = deal.id;
      put(option, failures === '' ? deal.title : `${deal.title} — ${failures}`);
    }
    if (picker.value !== chosen) picker.value = chosen;
  };
}

function mark(element, failures, hint) {
  if (element.dataset.said === failures) return;
  element.dataset.said = failures;
  element.innerHTML = failures === '' ? '' : `${cross}<span></span>`;
  if (failures !== '') element.lastElementChild.textContent = failures;
  element.title = failures === '' ? '' : `${failures} ${hint}`;
}

/** Writes a text only when it is another one: nothing is announced or selected anew for nothing. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
