// Runs before the first paint, so that a chosen theme does not flash. A file, because the CSP allows no inline script.
(() => {
  const asked = new URLSearchParams(location.search);

  function setting(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      // Storage is closed to us in some frames: the system's theme and the address' language are used.
      return null;
    }
  }

  // `theme=` in the address (the portal's frame gives it) goes before what was chosen here.
  const theme = asked.get('theme') ?? setting('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  // What a card's page shows first is asked for now, while its script is still on the way. The page takes an answer in
  // place of its own question (api/early.ts) when that is the same question; else nothing is lost but this one.
  const card = /^\/cards\/[^/]+\/[^/]+(?=\/|$)/.exec(location.pathname);
  if (card === null) return;
  const language = [asked.get('lang'), setting('language')].find((one) => one === 'ru' || one === 'en') ?? 'ru';
  const portal = asked.get('portal');
  const address = (path, ...pairs) => {
    const query = new URLSearchParams([...(portal === null ? [] : [['portal', portal]]), ...pairs]).toString();
    return `/api/v1${path}${query === '' ? '' : `?${query}`}`;
  };
  const isPlain = ['tab', 'search', 'state', 'template', 'stage', 'within', 'from', 'to', 'failures'].every(
    (name) => !asked.has(name),
  );
  const questions = ['/api/v1/session', address(card[0])];
  if (isPlain) {
    questions.push(
      address(`${card[0]}/processes`, ['section', 'active'], ['limit', '20']),
      address(`${card[0]}/processes`, ['section', 'completed'], ['limit', '20']),
    );
  }
  const headers = { accept: 'application/json', 'accept-language': language };
  const answers = new Map();
  for (const url of questions) {
    const answer = fetch(url, { headers, credentials: 'same-origin' });
    // Who takes it sees the failure; if nobody does, it is nobody's.
    answer.catch(() => undefined);
    answers.set(url, answer);
  }
  globalThis.earlyAnswers = { language, at: performance.now(), answers };
  // A browser reads its tables of dates and numbers when they are first asked for: here it waits for the script anyway.
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format();
  new Intl.NumberFormat(language).format(1000);
  new Intl.PluralRules(language).select(1);
})();
