import { put } from './deal-list.js';
import { money, span } from './texts.js';

/** The deal's head: title, stage bar, facts, and what can be run on it. */
export function createDealHeader({ root, move, run }) {
  const part = (id) => root.querySelector(`#${id}`);
  const stageButtons = new Map();
  const choiceButtons = new Map();
  let shownStage = '';
  // Where a phone has no room for nine buttons above the journal, they wait behind their title.
  if (matchMedia('(width < 600px)').matches) part('launch').open = false;

  function stageBar(stages, current) {
    const reached = stages.findIndex(({ id }) => id === current);
    stages.forEach((stage, index) => {
      const button =
        stageButtons.get(stage.id) ?? addButton(part('stages'), stageButtons, stage.id, () => move(stage.id));
      const isReached = stages[reached].semantics === 'failure' ? index === reached : index <= reached;
      put(button, stage.name);
      button.lang = 'ru';
      if (isReached) button.style.setProperty('--stage', stage.color);
      else button.style.removeProperty('--stage');
      button.className = isReached ? (isLight(stage.color) ? 'dark-text' : 'light-text') : '';
      if (index === reached) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    });
    if (shownStage === current) return;
    shownStage = current;
    // On a narrow screen the bar scrolls: what it is about comes into view, and the page stays where it is.
    const { offsetLeft, offsetWidth } = stageButtons.get(current).parentElement;
    part('stages').scrollLeft = offsetLeft + offsetWidth / 2 - part('stages').clientWidth / 2;
  }

  return ({ deal, stages, choices, lang, say, theme, person }) => {
    put(part('deal-title'), deal.title);
    put(part('deal-number'), deal.id);
    // Only the administrator has an account in the journal's own pages.
    const to = `/cards/deal/${deal.id}?portal=demo&lang=${lang}&theme=${theme}`;
    part('full').hidden = person !== 'administrator';
    part('full').href = `/demo/own-pages?${new URLSearchParams({ to })}`;
    stageBar(stages, deal.stage);
    fill(part('facts'), [
      [say('amount'), money(lang, deal.amount)],
      [say('client'), deal.client.name, 'ru'],
      [say('phone'), deal.client.phone],
      [say('responsible'), deal.responsible.name, 'ru'],
      [say('atStage'), span(lang, deal.stageSince)],
      [say('atWork'), deal.atWork === 0 ? say('idle') : say('running', { count: deal.atWork })],
    ]);
    for (const choice of choices) {
      const button = choiceButtons.get(choice) ?? addButton(part('choices'), choiceButtons, choice, () => run(choice));
      put(button, say(choice));
    }
  };
}

function addButton(list, buttons, id, act) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.addEventListener('click', act);
  item.append(button);
  list.append(item);
  buttons.set(id, button);
  return button;
}

/** A list of names and values, made anew only when it says something else. */
export function fill(list, pairs) {
  const said = JSON.stringify(pairs);
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  list.replaceChildren(
    ...pairs.map(([name, value, lang]) => {
      const pair = document.createElement('div');
      const term = document.createElement('dt');
      const text = document.createElement('dd');
      term.textContent = name;
      text.textContent = value;
      if (lang !== undefined) text.lang = lang;
      pair.append(term, text);
      return pair;
    }),
  );
}

/** Whether dark text reads better on the colour: relative luminance as WCAG counts it. */
function isLight(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18;
}
