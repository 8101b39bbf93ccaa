// Runs before the first paint, so that a chosen theme does not flash. A file, because the CSP allows no inline script.
try {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is closed to us in some frames: the system's theme is used.
}
