// Runs before the first paint, so that a chosen theme does not flash. A file, because the CSP allows no inline script.
// `theme=` in the address (the portal's frame gives it) goes before what was chosen here.
function chosen() {
  const asked = new URLSearchParams(location.search).get('theme');
  if (asked !== null) return asked;
  try {
    return localStorage.getItem('theme');
  } catch {
    // Storage is closed to us in some frames: the system's theme is used.
    return null;
  }
}

const theme = chosen();
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
