import { createServer, type RequestListener } from 'node:http';
import { createAdministrator } from './administrator.ts';
import { type ApplicationRobots, createApplicationRobots } from './application-robots.ts';
import { ourApplication } from './application-of-ours.ts';
import type { Configuration } from './configuration.ts';
import { deals } from './deals.ts';
import { startDemoApplication } from './demo-application.ts';
import { answerJson } from './json-requests.ts';
import { type DemoFolder, openDemoFolder } from './demo-folder.ts';
import { createJournalApi, type JournalApi } from './journal-api.ts';
import { createKey, type JournalServer, startJournalServer } from './journal-server.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { listen, listenAsLocalhost } from './listen.ts';
import { fillOtherPortal, otherPortal, sharedKey } from './other-portal.ts';
import { emails, keptPasswords, type Passwords } from './people.ts';
import { createPlayer } from './player.ts';
import { createPortalSites, type Portal, type Sites } from './portal-server.ts';
import { createPortalTokens } from './portal-tokens.ts';
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
const otherKeyFile = 'other-key';

export type DemoOptions = Configuration & { log: (message: string) => void; stopping: AbortSignal };

export type Demo = {
  /** The address that people open: the portal's page is under `/demo`. */
  url: string;
  /** Resolves with what to say when the journal server ended by itself. */
  ended: Promise<string>;
  stop: () => Promise<void>;
};

/** Brings everything up, in the order in which one thing needs the other. Null: it was told to stop meanwhile. */
export async function startDemo({ host, port, dataDir, fresh, log, stopping }: DemoOptions): Promise<Demo | null> {
  const up: { sites: Sites; journal: JournalServer | null; portal: Portal | null; answer: RequestListener } = {
    sites: { portal: '', journal: '' },
    journal: null,
    portal: null,
    answer: (_, response) => answerJson(response, 503, { message: 'the demo is starting' }),
  };
  const make = () => createServer((request, response) => up.answer(request, response));
  // First of all: the journal must be told the address that people use, port 0 is known only now, and a taken port
  // says that a demo runs already, before anything of its store is touched.
  const server = make();
  const url = await listen(server, host, port);
  const servers = [server];
  const close = async () => {
    for (const one of servers) {
      one.close();
      one.closeAllConnections();
    }
    await up.journal?.stop();
  };

  try {
    const { port: taken } = new URL(url);
    servers.push(...(await listenAsLocalhost(make, host, Number(taken))));
    up.sites = { portal: url, journal: `http://localhost:${taken}` };
    const api = createJournalApi(up.sites.journal, up.sites.journal);
    const folder = openDemoFolder(dataDir, fresh);
    const passwords = keptPasswords(folder);
    const application = ourApplication(folder);
    const tokens = createPortalTokens();
    up.answer = createPortalSites({
      portal: () => up.portal,
      sites: () => up.sites,
      application,
      tokens,
      placements: new Map(),
      proxy: createProxy(
        () => up.journal?.url ?? null,
        () => up.sites.journal,
      ),
      failed: (error) => log(`a request failed: ${String(error)}`),
    });
    const start = async () => {
      up.journal = await startJournalServer({
        dataDir,
        publicUrl: up.sites.journal,
        adminEmail: emails.administrator,
        adminPasswordFile: passwords.administratorFile,
      });
      return up.journal;
    };
    const { key, otherKey, journal } = await startWithKeys({ folder, api, start, log });
    const signingKey = sharedKey(folder);
    const setUp = async () => {
      const at = { portalUrl: up.sites.portal, journalUrl: up.sites.journal };
      await preparePortal({ api, passwords, portal: portalId, ...at, application, tokens, otherKey: signingKey });
      await fillOtherPortal(api, { key: otherKey, portalUrl: up.sites.portal, at: Date.now(), log });
      return liven({ folder, api, key, passwords, sites: up.sites, log });
    };
    const live = await unless(setUp(), journal.ended, stopping);
    up.portal = { api, passwords, otherKey: signingKey, ...live };
    const stop = async () => {
      await live.stop();
      await close();
    };
    return { url, ended: journal.ended, stop };
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

type Keys = { key: string; otherKey: string };

/** Starts the journal with keys that work: the kept ones, or new ones, which can be made only while the server is down. */
async function startWithKeys({ folder, api, start, log }: KeyNeeds): Promise<Keys & { journal: JournalServer }> {
  const [key, otherKey] = [folder.readText(keyFile), folder.readText(otherKeyFile)];
  if (key !== null && otherKey !== null) {
    const journal = await start();
    const answers = await Promise.all([key, otherKey].map((one) => api.firstCards(one)));
    const refused = answers.find(({ status }) => status !== 200);
    if (refused === undefined) return { key, otherKey, journal };
    log(`a kept key is not accepted (${refused.status}): making new ones`);
    await journal.stop();
  }
  const make = (portal: string, file: string) => {
    const made = createKey(folder.dataDir, portal);
    folder.write(file, made);
    return made;
  };
  return { key: make(portalId, keyFile), otherKey: make(otherPortal.id, otherKeyFile), journal: await start() };
}

type LiveNeeds = {
  folder: DemoFolder;
  api: JournalApi;
  key: string;
  passwords: Passwords;
  sites: Sites;
  log: (message: string) => void;
};

/** History when there is none, then the robots. */
async function liven({ folder, api, key, passwords, sites, log }: LiveNeeds) {
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
  const state = await fillHistory({
    api,
    key,
    kept,
    url: sites.portal,
    outbox,
    player,
    save: (now) => writeState(folder, now),
    log,
  });

  const robots = createRobots({
    now: Date.now,
    random: seeded(`live ${Date.now()}`),
    player,
    states: state.deals,
    liveProcesses: state.liveProcesses,
    portalUrl: sites.portal,
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
  const application = await startDemoApplication({
    folder,
    api,
    administrator,
    portal: portalId,
    url: sites.journal,
    log,
  });
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
