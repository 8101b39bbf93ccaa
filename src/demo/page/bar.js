/** Language, theme and the words of a page's own: the same on both of them. */
export function showBar({ lang, theme }, say) {
  document.documentElement.lang = lang;
  document.documentElement.dataset.theme = theme;
  for (const one of document.querySelectorAll('[data-text]')) one.textContent = say(one.dataset.text);
  for (const one of document.querySelectorAll('[data-label]')) one.setAttribute('aria-label', say(one.dataset.label));
  const language = document.querySelector('#language');
  language.textContent = say('otherLanguage');
  language.lang = lang === 'ru' ? 'en' : 'ru';
  document.querySelector('#theme').textContent = say(theme === 'dark' ? 'light' : 'dark');
}
