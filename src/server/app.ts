import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { constants } from 'node:zlib';
import { checkpointsIn } from './audit/checkpoints.ts';
import { type Audit, createAudit } from './audit/create.ts';
import { registerAuditRoutes } from './audit/routes.ts';
import { presentInList as presentCard, registerCardRoutes } from './card/routes.ts';
import { inProcesses } from './cause/own-causes.ts';
import type { Config } from './config.ts';
import { registerEntryRoutes } from './entry/routes.ts';
import type { Digests } from './digest/create.ts';
import { createDigestsOf } from './digests-of.ts';
import type { Erasing } from './erasing/create.ts';
import { registerErasureRoutes } from './erasing/routes.ts';
import { createErasingOf } from './erasing-of.ts';
import { createOwnCauses } from './failure/own-causes.ts';
import { registerFailureRoutes } from './failure/routes.ts';
import { registerViewRoutes } from './failure/views.ts';
import { registerFlagRoutes } from './flag/routes.ts';
import { registerHealth } from './health.ts';
import { registerClientFiles } from './http/client-files.ts';
import type { Registrar } from './http/endpoint.ts';
import type { Language } from './http/language.ts';
import { describeApi } from './http/openapi.ts';
import { answerUnreadable, registerProblems, sendProblem, toProblem } from './http/problems.ts';
import { createFailedTries, createRateLimit } from './http/rate-limit.ts';
import { createRepeats } from './http/repeats.ts';
import { registerSecurityHeaders, securityHeaders } from './http/security-headers.ts';
import { createIngestOf, createRedactorOf } from './ingest/create.ts';
import type { Ingest } from './ingest/ingest.ts';
import { cleanText } from './ingest/normalise.ts';
import { registerEvents } from './ingest/routes.ts';
import { createHub } from './live/hub.ts';
import { registerStream } from './live/routes.ts';
import { createMasks } from './masking/masks.ts';
import { registerMaskingRoutes } from './masking/routes.ts';
import { isSupportOf } from './portal/connection.ts';
import { createPortalSide } from './portal/create.ts';
import { filterOf } from './process/filter.ts';
import { presentInList, stateOf } from './process/present.ts';
import { registerProcessRoutes } from './process/routes.ts';
import { registerQuietRoutes } from './quiet/routes.ts';
import { registeredActivityOf } from './rest/activity-fields.ts';
import { createRest } from './rest/create.ts';
import { registerApplicationRoutes } from './rest/native-routes.ts';
import { registerRest } from './rest/routes.ts';
import { startIndexer } from './search/indexer.ts';
import { createPersonal } from './search/personal.ts';
import { registerSearchRoutes } from './search/routes.ts';
import { createCallers } from './session/callers.ts';
import { createKeyCheck } from './session/key-check.ts';
import { registerSessionRoutes } from './session/routes.ts';
import type { JournalStore, ProcessRow } from './store/journal-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Of wrong keys and tokens from one address. */
const failedTriesPerMinute = 20;
/** A credential may call as often at once as it may in this many seconds. */
const burstSeconds = 10;
const builtClient = fileURLToPath(new URL('../../dist/client', import.meta.url));
/** JSON bodies but events: sign-in, settings. */
const smallBodyBytes = 64 * 1024;

export type App = {
  server: FastifyInstance;
  /** The one door for events, for whoever brings them by another way than HTTP. */
  ingest: Ingest;
  audit: Audit;
  digests: Digests;
  erasing: Erasing;
  /** Forgets what is kept of stored texts: they are others now, or memory is given back. */
  letGo(): void;
  /** Resolves when everything that was written before can be searched for. */
  searchable(): Promise<void>;
  /** Ends streams, finishes what is being written, and stops listening. */
  stop(): Promise<void>;
};

/** Makes every part and hands it what it needs. Does not listen. */
export async function createApp(options: {
  config: Config;
  store: JournalStore;
  /** Key of this instance, 32 bytes: marks of destroyed secrets are made with it. */
  secret: Buffer;
  logger: Logger;
  onClaim(): void;
  now?: () => number;
  /** Folder of the built pages. */
  clientDir?: string;
}): Promise<App> {
  const { config, store, secret, logger, onClaim, now = Date.now, clientDir = builtClient } = options;
  const present = (row: ProcessRow, language: Language) => presentInList(row, language, now());
  const own = createOwnCauses(store);
  const hub = createHub({
    store,
    async present(portalNo, row, language) {
      const shown = present(row, language);
      return (await inProcesses(own, portalNo, [shown], language))[0] ?? shown;
    },
  });
  const personal = createPersonal(secret);
  const indexer = startIndexer({ store, personal, logger });
  const ingest = createIngestOf({
    store,
    secret,
    onChange(changes) {
      hub.publish(changes);
      indexer.written();
    },
    now,
  });
  const repeats = createRepeats(store, now);
  const audit = createAudit({
    log: store.audit,
    secret,
    checkpoints: checkpointsIn(config.dataDir),
    logger,
    now,
  });
  await audit.checkpoint();
  let isStopping = false;

  const baseLogger: FastifyBaseLogger = logger;
  const server = fastify({
    loggerInstance: baseLogger,
    // A line of ours names the route, never the address: an address may hold a secret.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy.length === 0 ? false : config.trustProxy,
    bodyLimit: smallBodyBytes,
    routerOptions: { maxParamLength: 1000, ignoreDuplicateSlashes: true },
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _request, reply) => {
      sendProblem((reply as unknown as FastifyReply).headers(securityHeaders), toProblem(error));
    },
    clientErrorHandler: answerUnreadable,
  });
  server.server.headersTimeout = 10_000;

  // A form of another site can send a text without asking first; nothing here takes one.
  server.removeContentTypeParser('text/plain');
  registerProblems(server);
  registerSecurityHeaders(server);
  await server.register(fastifyCookie);
  await server.register(fastifyCompress, {
    encodings: ['gzip', 'identity'],
    // Answers only. Bodies are unpacked by the one route that takes them packed, within its limit.
    globalDecompression: false,
    threshold: 1024,
    // Level 6 takes almost three times as long for a few percent.
    zlibOptions: { level: constants.Z_BEST_SPEED },
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      { route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  const isHttps = config.publicUrl?.protocol === 'https:';
  const cookie = { name: isHttps ? '__Host-sid' : 'sid', secure: isHttps };
  const portalSide = createPortalSide({
    store,
    secret,
    publicUrl: config.publicUrl,
    onEnd: hub.restart,
    now,
  });
  const checkKey = createKeyCheck(store, now);
  const tries = createFailedTries({ perMinute: failedTriesPerMinute, now });
  const { restCallsPerSecond } = config;
  const calls = createRateLimit({ perSecond: restCallsPerSecond, burst: restCallsPerSecond * burstSeconds, now });
  const registrar: Registrar = {
    app: server,
    portals: store.portals,
    callerOf: createCallers({ store, cookie, checkKey, tries, byFrame: portalSide.callerOf, now }),
    calls,
    recordAudit: audit.record,
    sightOf: portalSide.sightOf,
    maskOf: createMasks(),
  };

  registerHealth(registrar, { store, ingest, hub, isStopping: () => isStopping, now });
  const { demo, publicUrl, oidc, mail } = config;
  const { markOf } = audit;
  registerSessionRoutes(registrar, {
    store,
    cookie,
    demo,
    publicUrl,
    oidc,
    secret,
    cardsIn: portalSide.cardsIn,
    now,
    onClaim,
    markOf,
  });
  registerAuditRoutes(registrar, { store, audit });
  await portalSide.register(registrar);
  registerCardRoutes(registrar, { store });
  registerProcessRoutes(registrar, { store, own, now, retentionMs: config.retentionDays * dayMs });
  const journals = registerEntryRoutes(registrar, {
    store,
    presentProcess: present,
    own,
    filterOf: (query) => filterOf(query, now()),
    now,
  });
  registerMaskingRoutes(registrar, {
    store,
    onChange(portalNo) {
      hub.restart(portalNo);
      // What new rules hide has to leave the index.
      indexer.wake();
    },
  });
  const redactor = createRedactorOf(secret);
  const redact = (text: string) => redactor.text(cleanText(text));
  const failures = registerFailureRoutes(registrar, {
    store,
    redact,
    sendJournals: journals.send,
    isSupport: isSupportOf,
    now,
  });
  registerViewRoutes(registrar, { store, redact, now });
  registerFlagRoutes(registrar, { store, redact, onChange: hub.publish, now });
  const quiet = registerQuietRoutes(registrar, { store, presentProcess: present, now });
  const letGo = (): void => {
    journals.letGo();
    failures.letGo();
    quiet.letGo();
  };
  const erasing = createErasingOf({
    store,
    secret,
    dataDir: config.dataDir,
    record: audit.record,
    logger,
    onErased(portalNo) {
      letGo();
      hub.restart(portalNo);
      indexer.wake();
    },
    now,
  });
  registerErasureRoutes(registrar, erasing);
  registerSearchRoutes(registrar, {
    store,
    personal,
    markOf,
    presentCard,
    presentProcess: present,
    stateOf: (row) => stateOf(row, now()),
    own,
    now,
  });
  const digests = createDigestsOf(registrar, { store, secret, mail, publicUrl, record: audit.record, logger, now });
  registerStream(registrar, hub);
  await registerEvents(registrar, ingest, repeats);
  const rest = createRest({ store, own, ingest, repeats, checkKey, secret, now });
  registerApplicationRoutes(registrar, {
    store,
    repeats,
    tokens: rest.tokens,
    registry: rest.registry,
    describeActivity: (row, title) => registeredActivityOf(row, title),
    now,
  });
  await registerRest(server, {
    store,
    authenticate: rest.authenticate,
    carryOut: rest.carryOut,
    tries,
    calls,
    now,
  });
  const description = JSON.stringify(describeApi());
  server.get('/api/v1/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(description),
  );
  await registerClientFiles(server, clientDir, store.portals);

  return {
    server,
    ingest,
    audit,
    digests,
    erasing,
    letGo,
    searchable: indexer.caughtUp,
    async stop() {
      isStopping = true;
      await digests.stop();
      hub.close();
      // Connections that go idle while closing would hold the server for their whole keep-alive time.
      const ticker = setInterval(() => server.server.closeIdleConnections(), 100);
      await server.close().finally(() => clearInterval(ticker));
      await ingest.drain();
      await erasing.stop();
      await indexer.stop();
      await audit.checkpoint();
    },
  };
}
