/*
 * The portal's side of Bitrix24's frame protocol. A command is `command:JSON:callback:APP_SID`, where the JSON may be left
 * out and may hold colons; an answer is `callback:JSON`.
 */

const openable = [
  /^\/crm\/(?:deal|lead|contact|company)\//,
  /^\/marketplace\//,
  /^\/company\/personal\/user\/\d+\//,
  /^\/workgroups\/group\/\d+\//,
];
/** What a tab may not do to the page around it. */
const denied = ['setTitle', 'setScroll', 'reloadWindow'];

function readCommand(text) {
  const pieces = text.split(':');
  if (pieces.length < 3) return null;
  const [command] = pieces.splice(0, 1);
  const [callback, appSid] = pieces.splice(-2, 2);
  try {
    return { command, callback, appSid, params: pieces.length === 0 ? {} : JSON.parse(pieces.join(':')) };
  } catch {
    return null;
  }
}

/**
 * Answers the commands of one frame, and of nobody else. `launch`: what the frame was opened with.
 * `resize(height)`, `open(path)` and `auth()` are what the portal does; a command that a tab may not give has no answer.
 */
export function answerFrame(frame, launch, { resize, open, auth }) {
  async function answerOf(command, params) {
    if (command === 'getInitData') return await initData(launch, auth);
    if (command === 'refreshAuth') return await auth();
    if (command === 'resizeWindow') {
      resize(Number(params.height));
      return { width: frame.offsetWidth, height: frame.offsetHeight };
    }
    if (command === 'openPath') {
      const path = String(params.path);
      if (!openable.some((pattern) => pattern.test(path))) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' };
      open(path);
      return { result: 'close' };
    }
    return undefined;
  }

  function hear({ origin, source, data }) {
    if (source !== frame.contentWindow || origin !== launch.origin || typeof data !== 'string') return;
    const asked = readCommand(data);
    if (asked === null || asked.appSid !== launch.appSid || denied.includes(asked.command)) return;
    void reply(asked);
  }

  async function reply(asked) {
    const answer = await answerOf(asked.command, asked.params).catch(() => false);
    if (answer !== undefined)
      frame.contentWindow?.postMessage(`${asked.callback}:${JSON.stringify(answer)}`, launch.origin);
  }

  addEventListener('message', hear);
  return () => removeEventListener('message', hear);
}

async function initData(launch, auth) {
  const { fields } = launch;
  return {
    ...(await auth()),
    LANG: document.documentElement.lang,
    DOMAIN: location.host,
    PROTOCOL: 0,
    PATH: '/rest',
    MEMBER_ID: fields.member_id,
    FIRST_RUN: false,
    IS_ADMIN: launch.isAdmin,
    INSTALL: false,
    USER_OPTIONS: {},
    APP_OPTIONS: {},
    PLACEMENT: fields.PLACEMENT,
    PLACEMENT_OPTIONS: JSON.parse(fields.PLACEMENT_OPTIONS),
  };
}
