import { createAdministrator } from './administrator.ts';
import { type ApplicationRobots, createApplicationRobots } from './application-robots.ts';
import type { Configuration } from './configuration.ts';
import { deals } from './deals.ts';
import { startDemoApplication } from './demo-application.ts';
import { type DemoFolder, openDemoFolder } from './demo-folder.ts';
import { createJournalApi, type JournalApi } from './journal-api.ts';
import { createKey, type JournalServer, startJournalServer } from './journal-server.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { keptPasswords, type Passwords, people } from './people.ts';
import { createPlayer } from './player.ts';
import { createPortalServer, listen, type Portal } from './portal-server.ts';
import { createProxy } from './proxy.ts';
import { seeded } from './random.ts';
import { createFailuresOf } from './recent-failures.ts';
import { createRobots } from './robots.ts';
import { readState, writeState } from './kept-state.ts';
import { preparePortal } from './prepare-portal.ts';
import { fillHistory } from './fill-history.ts';

const portalId = 'demo';
const tickMs = 250;
const keyFile = 'key';

export type DemoOptions = Configuration & { log: (message: string) => void; stopping: AbortSignal };

export type Demo = {
  /** The one address: the portal's page under `/demo`, the journal under everything else. */
  url: string;
  /** Resolves with what to say when the journal server ended by itself. */
  ended: Promise<string>;
  stop: () => Promise<void>;
};

/** Brings everything up, in the order in which one thing needs the other. Null: it was told to stop meanwhile. */
export async function startDemo({ host, port, dataDir, fresh, log, stopping }: DemoOptions): Promise<Demo | null> {
  const up: { url: string; journal: JournalServer | null; portal: Portal | null } = {
    url: '',
    journal: null,
    portal: null,
  };
  const server = createPortalServer({
    portal: () => up.portal,
    publicUrl: () => up.url,
    proxy: createProxy(
      () => up.journal?.url ?? null,
      () => up.url,
    ),
    failed: (error) => log(`a request failed: ${String(error)}`),
  });
  // First of all: the journal must be told the address that people use, port 0 is known only now, and a taken port
  // says that a demo runs already, before anything of its store is touched.
  up.url = await listen(server, host, port);
  const api = createJournalApi(up.url, up.url);
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await up.journal?.stop();
  };

  try {
    const folder = openDemoFolder(dataDir, fresh);
    const passwords = keptPasswords(folder);
    const start = async () => {
      up.journal = await startJournalServer({
        dataDir,
        publicUrl: up.url,
        adminEmail: people.administrator.email,
        adminPasswordFile: passwords.administratorFile,
      });
      return up.journal;
    };
    const { key, journal } = await startWithKey({ folder, api, start, log });
    const setUp = async () => {
      await preparePortal(api, passwords, { portal: portalId, origin: up.url });
      return liven({ folder, api, key, passwords, url: up.url, log });
    };
    const live = await unless(setUp(), journal.ended, stopping);
    up.portal = { api, passwords, ...live };
    const stop = async () => {
      await live.stop();
      await close();
    };
    return { url: up.url, ended: journal.ended, stop };
  } catch (error) {
    await close();
    if (stopping.aborted) return null;
    throw error;
  }
}

/** The work's result, unless the journal server ends or somebody stops us before: nothing would ever come then. */
function unless<T>(work: Promise<T>, ended: Promise<string>, stopping: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject);
    void ended.then((reason) => reject(new Error(reason)));
    const stop = () => reject(new Error('stopped'));
    if (stopping.aborted) stop();
    stopping.addEventListener('abort', stop, { once: true });
  });
}

type KeyNeeds = {
  folder: DemoFolder;
  api: JournalApi;
  start: () => Promise<JournalServer>;
  log: (message: string) => void;
};

/** Starts the journal with a key that works: the kept one, or a new one, which can be made only while the server is down. */
async function startWithKey({ folder, api, start, log }: KeyNeeds): Promise<{ key: string; journal: JournalServer }> {
  const kept = folder.readText(keyFile);
  if (kept !== null) {
    const journal = await start();
    const { status } = await api.firstCards(kept);
    if (status === 200) return { key: kept, journal };
    log(`the kept key is not accepted (${status}): making a new one`);
    await journal.stop();
  }
  const key = createKey(folder.dataDir, portalId);
  folder.write(keyFile, key);
  return { key, journal: await start() };
}

type LiveNeeds = {
  folder: DemoFolder;
  api: JournalApi;
  key: string;
  passwords: Passwords;
  url: string;
  log: (message: string) => void;
};

/** History when there is none, then the robots. */
async function liven({ folder, api, key, passwords, url, log }: LiveNeeds) {
  const failures = createFailuresOf(
    api,
    key,
    deals.map(({ id }) => id),
  );
  const outbox: Outbox = createOutbox({
    send: (events) => api.writeEvents(key, events, (reason) => log(`the journal refused ${reason}`)),
    sent: (events) => failures.touched(events),
    failed: (error) => log(`events wait: ${error instanceof Error ? error.message : String(error)}`),
  });
  const player = createPlayer();
  const kept = readState(folder);
  const state = await fillHistory({ api, key, kept, url, outbox, player, save: (now) => writeState(folder, now), log });

  const robots = createRobots({
    now: Date.now,
    random: seeded(`live ${Date.now()}`),
    player,
    states: state.deals,
    liveProcesses: state.liveProcesses,
    portalUrl: url,
    put: (events) => outbox.put(events),
    waiting: () => outbox.waiting(),
    changed: () => save(),
  });
  const save = () =>
    writeState(folder, {
      seededAt: state.seededAt,
      seeded: true,
      deals: [...robots.states()],
      liveProcesses: robots.liveProcesses(),
      runs: player.active(),
    });

  const administrator = createAdministrator(api, passwords);
  const application = await startDemoApplication({ folder, api, administrator, portal: portalId, url, log });
  const applicationRobots: ApplicationRobots = createApplicationRobots({
    now: Date.now,
    journal: {
      activities: () => administrator((cookie) => api.activities(cookie, portalId)),
      issueEventToken: (step) => api.issueEventToken(key, step),
      closeEventToken: (eventToken) => api.closeEventToken(key, eventToken),
      waitingSteps: (process) => api.waitingSteps(key, process),
    },
    authOf: (clientId) => application?.authOf(clientId) ?? {},
    put: (events) => outbox.put(events),
    written: () => outbox.empty(),
    failed: (error) => log(`robots of applications: ${String(error)}`),
  });

  save();
  const timers = [
    setInterval(() => robots.tick(), tickMs),
    setInterval(() => void failures.refresh(), 1000),
    setInterval(() => failures.touchAll(), 60_000),
  ];
  const stop = async () => {
    for (const timer of timers) clearInterval(timer);
    const late = setTimeout(() => outbox.stop(), 3000);
    await applicationRobots.stop();
    await application?.stop();
    await outbox.empty();
    clearTimeout(late);
    save();
  };
  return { robots, applicationRobots, failures, active: () => player.active(), stop };
}
