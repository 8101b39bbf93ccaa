import { openFrame, refreshAuth } from './api.js';
import { answerFrame } from './frame-protocol.js';

const least = 300;
const most = 760;

/**
 * The journal in the deal's tab, opened as Bitrix24 opens an application: a frame with its name and what it allows, and
 * a hidden form that is sent into it. The page then answers what the frame asks, by the protocol.
 */
export function createFrame(panel, { open, tell }) {
  let frame = null;
  let shown = '';
  let launches = 0;
  let stop = () => {};

  function put(name, title) {
    const next = document.createElement('iframe');
    next.title = title;
    next.name = name;
    // As the portal writes it: the clipboard is not among what is allowed.
    next.allow = 'geolocation *; microphone *; camera *; autoplay *;';
    if (frame !== null) next.style.height = frame.style.height;
    // A new element, not a new address: another address in the same frame would add a step to the browser's history.
    panel.replaceChildren(next);
    frame = next;
    return next;
  }

  async function launch({ deal, lang, theme, trouble, say }) {
    const number = (launches += 1);
    const opened = await openFrame({ deal: deal.id, lang, theme });
    // Somebody chose another deal meanwhile.
    if (number !== launches) return;
    stop();
    const next = put(opened.name, say('frame'));
    stop = answerFrame(next, opened, {
      open,
      resize(height) {
        if (Number.isFinite(height)) next.style.height = `${Math.min(most, Math.max(least, Math.ceil(height)))}px`;
      },
      async auth() {
        try {
          return await refreshAuth();
        } catch (error) {
          // A portal says so itself when its user is signed out.
          tell(say('signedOutSaid'), true);
          throw error;
        }
      },
    });
    // Who is signed out of the portal gets no form: his frame is loaded again and asks.
    if (trouble === 'signed-out') next.src = opened.page;
    else send(next.name, opened);
  }

  function send(target, { action, fields }) {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = action;
    form.target = target;
    form.hidden = true;
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
    form.remove();
  }

  return (all) => {
    const { deal, lang, theme, person, trouble, say } = all;
    if (frame !== null) frame.title = say('frame');
    const wanted = JSON.stringify([deal.id, lang, theme, person, trouble]);
    if (person === null || wanted === shown) return;
    // The trouble is over: what stands in the frame tries again by itself or by its button.
    const isMended = trouble === 'none' && shown === JSON.stringify([deal.id, lang, theme, person, 'signed-out']);
    shown = wanted;
    if (!isMended) launch(all).catch((error) => tell(error.message, true));
  };
}
