import { fill } from './deal-header.js';
import { money } from './texts.js';

/** The tabs of the deal and the two that are the portal's own. */
export function createPanels({ root, choose }) {
  const tabs = [...root.querySelectorAll('[role=tab]')];
  const panelOf = (tab) => root.querySelector(`#${tab.getAttribute('aria-controls')}`);
  const nameOf = (tab) => tab.id.replace('tab-', '');

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(nameOf(tab)));
    tab.addEventListener('keydown', ({ key }) => {
      const target = { ArrowRight: index + 1, ArrowLeft: index - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[key];
      if (target === undefined) return;
      const next = tabs[target % tabs.length];
      choose(nameOf(next));
      next.focus();
    });
  }

  return ({ deal, stages, tab: chosen, lang, say }) => {
    for (const tab of tabs) {
      const isChosen = nameOf(tab) === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
    about(root.querySelector('#panel-about'), deal, stages, lang, say);
    tasks(root.querySelector('#panel-tasks'), deal, lang, say);
  };
}

function about(panel, deal, stages, lang, say) {
  if (panel.firstElementChild === null) panel.append(document.createElement('dl'));
  const list = panel.firstElementChild;
  list.className = 'fields';
  fill(list, [
    [say('title'), deal.title, 'ru'],
    [say('number'), deal.id],
    [say('stage'), stages.find(({ id }) => id === deal.stage).name, 'ru'],
    [say('amount'), money(lang, deal.amount)],
    [say('client'), deal.client.name, 'ru'],
    [say('phone'), deal.client.phone],
    [say('email'), deal.client.email],
    [say('responsible'), deal.responsible.name, 'ru'],
    [say('source'), deal.source, 'ru'],
  ]);
}

function tasks(panel, deal, lang, say) {
  const rows = [
    [say('taskCall', { client: deal.client.name }), say('late')],
    [say('taskOffer', { amount: money(lang, deal.amount) }), say('today')],
    [say('taskMeet'), say('tomorrow')],
  ];
  const said = JSON.stringify(rows);
  if (panel.dataset.said === said) return;
  panel.dataset.said = said;
  const list = document.createElement('ul');
  list.className = 'tasks';
  list.append(
    ...rows.map(([text, when]) => {
      const item = document.createElement('li');
      const title = document.createElement('span');
      const due = document.createElement('span');
      title.textContent = text;
      due.textContent = when;
      due.className = 'when';
      item.append(title, due);
      return item;
    }),
  );
  panel.replaceChildren(list);
}
