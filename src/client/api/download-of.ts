import { saveFile } from '#client/lib/save-file.ts';
import { fetchFile } from './fetch-file.ts';
import { isInFrame } from './portal-in-use.ts';

/**
 * How a file of the API is saved: by a plain link, so the browser does it as it always does; in a portal's frame, where a
 * link says nothing of who follows it, the page fetches the file and saves it.
 */
export function downloadOf(
  href: string,
  onFailed: () => void,
): { href: string; download: true } | { onAction: () => void } {
  if (!isInFrame()) return { href, download: true };
  return { onAction: () => void fetchFile(href).then(saveFile).catch(onFailed) };
}
