/** The demo server's own endpoints. Throws an Error with a sentence when one refuses. */
async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(said?.message ?? String(answer.status));
  return said;
}

export const getDeals = () => call('GET', '/demo/deals');
export const getPerson = () => call('GET', '/demo/person');
export const setPerson = (person) => call('POST', '/demo/person', { person });
export const setTrouble = (trouble) => call('POST', '/demo/trouble', { trouble });
export const openFrame = (of) => call('POST', '/demo/frame', of);
export const refreshAuth = () => call('POST', '/demo/auth', {});
export const getOtherDeals = () => call('GET', '/demo/other/deals');
export const launchOther = (of) => call('POST', '/demo/other/launch', of);
export const runRobots = (deal, choice) => call('POST', `/demo/deals/${deal}/run`, { choice });
export const moveDeal = (deal, stage) => call('POST', `/demo/deals/${deal}/stage`, { stage });
