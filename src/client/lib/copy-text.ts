/**
 * Puts a text on the clipboard. In a frame that may not use the Clipboard API it tries the old way, and gives false
 * when both are closed: then the text must be shown to be selected by hand.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const holder = document.createElement('textarea');
  const focused = document.activeElement;
  holder.value = text;
  holder.readOnly = true;
  holder.className = 'sr-only';
  // Within an open dialog, because the rest of the page cannot take the focus.
  (focused?.closest('[role=dialog]') ?? document.body).append(holder);
  try {
    holder.select();
    // Deprecated, and all there is where the Clipboard API is closed.
    // oxlint-disable-next-line typescript/no-deprecated
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    holder.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
