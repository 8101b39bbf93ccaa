/** As tall as the portal's tab may be; what is longer scrolls within. */
export const tallest = 760;
/** So many times the content may go to and fro between two heights before the taller one stays. */
const mostBounces = 3;

/**
 * Passes on heights that are worth a message: whole pixels, not above the tallest, none twice in a row. Content whose
 * height depends on the frame's would ask for two heights in turn for ever; then the taller stays until a third comes.
 */
export function createHeights(send: (height: number) => void): (height: number) => void {
  let [last, before] = [0, 0];
  let bounces = 0;
  return (height) => {
    const wanted = Math.min(tallest, Math.ceil(height));
    if (wanted === last) return;
    bounces = wanted === before ? bounces + 1 : 0;
    if (bounces >= mostBounces && wanted < last) return;
    [before, last] = [last, wanted];
    send(wanted);
  };
}
