/** What the address of the page says: which deal, tab, language and theme. A colleague who opens it sees the same. */
const tabs = ['about', 'tasks', 'processes'];

export function readLook() {
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme');
  const tab = query.get('tab');
  return {
    deal: query.get('deal'),
    lang: query.get('lang') === 'en' ? 'en' : 'ru',
    theme:
      theme === 'dark' || theme === 'light'
        ? theme
        : matchMedia('(prefers-color-scheme: dark)').matches
          ? 'dark'
          : 'light',
    tab: tabs.includes(tab) ? tab : 'processes',
  };
}

/** The address with some of it changed; what is usual is left out. */
export function addressOf(change) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  if (query.get('lang') === 'ru') query.delete('lang');
  if (query.get('tab') === 'processes') query.delete('tab');
  return query.size === 0 ? '/demo' : `/demo?${query}`;
}
