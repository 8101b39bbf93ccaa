/** In this order: every one but the last also says that it is one of those below it. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Яндекс Браузер', /YaBrowser\//],
  ['Opera', /(?:OPR|Opera)\//],
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /Version\/[\d.]+ (?:Mobile\/\w+ )?Safari\//],
];
const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** What people call a browser and the system that it runs on, by what it says of itself; null for what is not known. */
export function browserName(userAgent: string | null): { browser: string | null; system: string | null } {
  const named = (list: typeof browsers) => list.find(([, mark]) => mark.test(userAgent ?? ''))?.[0] ?? null;
  return { browser: named(browsers), system: named(systems) };
}
