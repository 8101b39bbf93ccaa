import { describe, expect, it, vi } from 'vitest';
import { auditActions, type AuditEvent, auditGroupOf, auditGroups } from '#contract/audit.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: hundreds of events take their time.
vi.setConfig({ testTimeout: 60_000 });

/** A log of more events than are read at once: views of processes, and a few of other kinds. */
async function start(count = 1_200) {
  const app = await startTestApp();
  const { cookie } = await app.makePerson('auditor');
  const administrator = { cookie: (await app.makePerson('administrator')).cookie, 'sec-fetch-site': 'same-origin' };
  await app.server.inject({
    method: 'PUT',
    url: '/api/v1/portals/main',
    headers: administrator,
    payload: { title: '=Портал' },
  });
  const key = await app.makeKey();
  for (let n = 0; n < count; n++) await app.get(`/api/v1/audit?limit=1&object=${n}`, { cookie });
  return { app, auditor: { cookie }, administrator, key };
}

const exported = async (app: TestApp, headers: Record<string, string>, query: string) => {
  const answer = await app.get(`/api/v1/audit/export?${query}`, headers);
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer;
};

async function listed(app: TestApp, headers: Record<string, string>, query = ''): Promise<AuditEvent[]> {
  const all: AuditEvent[] = [];
  for (let cursor = ''; ;) {
    const page = (await app.get(`/api/v1/audit?limit=200&${query}${cursor}`, headers)).json();
    all.push(...page.items);
    if (page.next === null) return all;
    cursor = `&cursor=${page.next}`;
  }
}

describe('the audit log as a file', () => {
  it('holds every event that there was, newest first, and not itself', async () => {
    const { app, auditor } = await start();
    const answer = await exported(app, auditor, 'format=json');
    const events: AuditEvent[] = JSON.parse(answer.payload);
    const [own, ...before] = await listed(app, auditor);
    expect(own).toMatchObject({
      action: 'audit.export',
      details: { format: 'json', filter: [], newest: events[0]?.seq },
    });
    expect(events).toEqual(before);
    expect(events.length).toBeGreaterThan(1_200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="audit.json"');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is CSV that spreadsheets open and run nothing of', async () => {
    const { app, auditor } = await start(3);
    const { payload } = await exported(app, auditor, 'format=csv&object=main');
    const rows = payload.slice(1).trimEnd().split('\r\n');
    expect(payload.startsWith('\uFEFF"Номер","Время (UTC)"')).toBe(true);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain('"portal.change","portal","main"');
    const english = await app.get('/api/v1/audit/export?format=csv', { ...auditor, 'accept-language': 'en' });
    expect(english.payload.slice(1)).toMatch(/^"Number","Time \(UTC\)"/);
    expect((await exported(app, auditor, 'format=json&object=nothing')).payload).toBe('[]\n');
  });

  it('holds what the list shows under the same filter', async () => {
    const { app, auditor, administrator } = await start(20);
    const filters = ['group=changed', 'group=looked', 'action=portal.change', 'group=looked&action=portal.change'];
    for (const filter of [...filters, 'actorKind=person', `from=2100-01-01T00:00:00Z`]) {
      const events: AuditEvent[] = JSON.parse((await exported(app, auditor, `format=json&${filter}`)).payload);
      // Both leave an event of their own: what was there before is compared.
      const newest = events[0]?.seq ?? 0;
      const all = (await listed(app, administrator, filter)).filter(({ seq }) => seq <= newest);
      expect([filter, all.map(({ seq }) => seq)]).toEqual([filter, events.map(({ seq }) => seq)]);
    }
    const changed: AuditEvent[] = JSON.parse((await exported(app, auditor, 'format=json&group=changed')).payload);
    expect(changed.map(({ action }) => action)).toEqual(['portal.change']);
  });

  it('does not leave when it cannot be noted, nor for whoever may not read the log', async () => {
    const { app, auditor, key } = await start(1);
    expect((await app.get('/api/v1/audit/export?format=csv', key)).statusCode).toBe(403);
    expect((await app.get('/api/v1/audit/export', auditor)).json().code).toBe('invalid_request');
    app.store.audit.append = async () => await Promise.reject(new Error('no log'));
    expect((await app.get('/api/v1/audit/export?format=csv', auditor)).statusCode).toBeGreaterThanOrEqual(500);
  });

  it('tells a key what was done in its portal only', async () => {
    const { app } = await start(1);
    const admin = await app.makeKey({ portal: 'other', scopes: ['admin'] });
    await app.get('/api/v1/audit', admin);
    const events: AuditEvent[] = JSON.parse((await exported(app, admin, 'format=json')).payload);
    expect(events.map(({ portal }) => portal)).toEqual(['other']);
  });
});

describe('groups of actions', () => {
  it('are none of them empty', () => {
    for (const group of auditGroups) expect(auditActions.some((action) => auditGroupOf[action] === group)).toBe(true);
  });
});
