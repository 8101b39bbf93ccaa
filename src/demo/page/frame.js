const least = 300;
const most = 760;

/**
 * The journal in the deal's tab, as a portal frames an application. The frame is as tall as the application asks,
 * within bounds; only the frame that is shown, from our own origin, may ask.
 */
export function createFrame(panel) {
  let frame = null;
  let shown = '';

  addEventListener('message', ({ origin, source, data }) => {
    if (frame === null || origin !== location.origin || source !== frame.contentWindow) return;
    if (data === null || typeof data !== 'object' || data.type !== 'journal:height' || !Number.isFinite(data.height))
      return;
    frame.style.height = `${Math.min(most, Math.max(least, Math.ceil(data.height)))}px`;
  });

  return ({ deal, lang, theme, person, say }) => {
    if (frame !== null) frame.title = say('frame');
    const wanted = JSON.stringify([deal.id, lang, theme, person]);
    if (person === null || wanted === shown) return;
    shown = wanted;
    const next = document.createElement('iframe');
    next.title = say('frame');
    next.allow = 'geolocation *; microphone *; camera *; autoplay *';
    next.src = `/frame/cards/deal/${encodeURIComponent(deal.id)}?${new URLSearchParams({ portal: 'demo', lang, theme })}`;
    if (frame !== null) next.style.height = frame.style.height;
    // A new element, not a new address: another address in the same frame would add a step to the browser's history.
    panel.replaceChildren(next);
    frame = next;
  };
}
