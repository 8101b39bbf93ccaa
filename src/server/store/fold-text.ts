/** How texts are compared in a search: case and the dots of «ё» do not matter. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
