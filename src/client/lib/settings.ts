/** Small choices of a person in this browser. Storage is closed to us in some frames: then they live as long as the page. */
const kept = new Map<string, string>();

export function readSetting(name: 'language' | 'theme' | 'follow' | 'reading'): string | null {
  try {
    return localStorage.getItem(name) ?? kept.get(name) ?? null;
  } catch {
    return kept.get(name) ?? null;
  }
}

export function writeSetting(name: 'language' | 'theme' | 'follow' | 'reading', value: string | null): void {
  if (value === null) kept.delete(name);
  else kept.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Kept in memory above.
  }
}
