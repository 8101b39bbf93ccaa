import { connect } from '#e2e/fixtures/bitrix-portal.ts';
import { chromium } from '@playwright/test';
import { seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import {
  commandsOf,
  expectLists,
  frameOf,
  innerFrame,
  portalNow,
  test,
  watchRequests,
} from '#e2e/fixtures/in-portal.ts';
import { openSmallSite } from '#e2e/fixtures/small-site.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { gridOf } from '#e2e/fixtures/verbs.ts';

// The journal lets one portal frame it: these tests take turns.
test.describe.configure({ mode: 'default' });

/** Chosen in the frame: what must be there afterwards too. */
const failures = /Только со сбоями/;

test.describe('T06: without cookies and storage', () => {
  // Somebody with an account sits at the same browser: in a frame he is who the portal says.
  test.use({ as: 'administrator' });

  test('everything works, and nothing is sent that the browser would have to keep', async ({
    seed,
    portal,
    instance,
    api,
  }, testInfo) => {
    const { card } = await seedFailedWhatsapp(seed);
    const { launchOptions } = testInfo.project.use;
    const browser = await chromium.launch({
      ...launchOptions,
      args: [...(launchOptions?.args ?? []), '--test-third-party-cookie-phaseout'],
    });
    try {
      const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
      await context.addCookies([{ ...(await api.cookieOf('administrator')), url: instance.url }]);
      await context.addInitScript(() => {
        const denied = () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
          Object.defineProperty(window, name, { get: denied, configurable: true });
        Object.defineProperty(document, 'cookie', { get: denied, set: denied, configurable: true });
      });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') wrong.push(message.text());
      });
      const requests = watchRequests(page, instance.url);

      await page.goto(portal.pageOf(card));
      const frame = frameOf(page);
      await expectLists(page);
      await frame.getByRole('button', { name: failures }).click();
      await frame.getByRole('link', { name: 'журнал' }).first().click();
      const journal = frame.getByRole('dialog', { name: templateName });
      await expect(gridOf(journal)).toBeVisible();
      for (const reading of ['Все записи', 'Шкала', 'По роботам']) {
        await journal.getByRole('radio', { name: reading }).click();
        await expect(journal.getByRole('radio', { name: reading })).toBeChecked();
      }
      await journal.getByRole('button', { name: 'Закрыть журнал' }).click();
      await frame.getByRole('link', { name: 'Хронология' }).click();
      await expect(frame.getByRole('heading', { name: 'Хронология карточки' })).toBeVisible();
      expect(wrong).toEqual([]);

      const answers = await Promise.all(
        requests.map(async (request) => [request, await request.allHeaders()] as const),
      );
      const asked = answers.filter(([request]) => request.url().includes('/api/'));
      expect(asked.length).toBeGreaterThan(5);
      for (const [request, headers] of asked) {
        expect(headers['cookie'], request.url()).toBeUndefined();
        if (!request.url().endsWith('/launch/exchange')) expect(headers['authorization']).toMatch(/^Bearer \S+$/);
      }
    } finally {
      await browser.close();
    }
  });
});

test.describe('the portal vouches again', () => {
  test.use({ as: null });

  test('T08: nobody else can: other origin, other window, a megabyte, a forged callback', async ({
    page,
    seed,
    portal,
    instance,
  }) => {
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    const { card } = await seedFailedWhatsapp(seed);
    await page.goto(portal.pageOf(card));
    await expectLists(page);
    await portalNow(page, 'silent');
    await innerFrame(page, instance.url).evaluate(() => location.reload());
    await expect.poll(async () => (await commandsOf(page, 'refreshAuth')).length).toBe(1);
    const [{ callback } = { callback: '' }] = await commandsOf(page, 'refreshAuth');
    const forged = JSON.stringify({ AUTH_ID: 'forged-token' });

    // A sibling at another origin that even knows the callback.
    const evil = await openSmallSite(`<!doctype html><link rel="icon" href="data:,"><title>evil</title><script>
      for (let n = 0; n < 3; n += 1) parent.frames[0].postMessage(${JSON.stringify(`${callback}:${forged}`)}, '*');
      parent.frames[0].postMessage('x'.repeat(1_000_000), '*');
      parent.postMessage('done', '*');
    </script>`);
    await page.evaluate(
      async ({ address, text, id, journal }) => {
        const told = new Promise<void>((resolve) => {
          addEventListener('message', ({ data }) => {
            if (data === 'done') resolve();
          });
        });
        const sibling = document.createElement('iframe');
        sibling.src = address;
        document.body.append(sibling);
        await told;
        // The portal's own origin and the true callback, from another window of it.
        const own = document.createElement('iframe');
        own.srcdoc = '<title>own</title>';
        const loaded = new Promise((resolve) => own.addEventListener('load', resolve));
        document.body.append(own);
        await loaded;
        const script = own.contentDocument?.createElement('script');
        if (script === undefined) throw new Error('no document');
        script.textContent = `parent.frames[0].postMessage(${JSON.stringify(`${id}:${text}`)}, '*')`;
        own.contentDocument?.body.append(script);
        // The portal itself: too long, and with a callback that nobody gave it.
        frames[0]?.postMessage(`journal1_1:${'x'.repeat(1_000_000)}`, journal);
        frames[0]?.postMessage(`journal1_1:${text}`, journal);
        frames[0]?.postMessage({ AUTH_ID: 'forged-token' }, journal);
      },
      { address: evil.origin, text: forged, id: callback, journal: instance.url },
    );
    await expect(frameOf(page).getByRole('region', { name: 'Завершённые бизнес-процессы' })).toHaveCount(0);
    expect(portal.asked).not.toContain('forged-token');

    // The true answer, which was only late.
    await page.evaluate(
      async ({ id, journal }) => {
        const answer = await (await fetch('/token', { method: 'POST' })).text();
        frames[0]?.postMessage(`${id}:${answer}`, journal);
      },
      { id: callback, journal: instance.url },
    );
    await expectLists(page);
    expect(portal.asked).not.toContain('forged-token');
    const origins = warnings.flatMap((text) => /^a message from (\S+) was not read$/.exec(text)?.[1] ?? []);
    expect(origins.length, 'one warning an origin').toBe(new Set(origins).size);
    expect(origins).toContain(evil.origin);
    await evil.close();
  });

  test('T10: after a reload of the frame, by itself, and the filter is kept', async ({
    page,
    seed,
    portal,
    instance,
  }) => {
    const { card } = await seedFailedWhatsapp(seed);
    await page.goto(portal.pageOf(card));
    const frame = frameOf(page);
    await frame.getByRole('button', { name: failures }).click();
    await expect.poll(() => innerFrame(page, instance.url).url()).toContain('failures=1');
    await frame.getByRole('link', { name: 'журнал' }).first().click();
    await expect(gridOf(frame.getByRole('dialog', { name: templateName }))).toBeVisible();
    await innerFrame(page, instance.url).evaluate(() => location.reload());
    await expect(gridOf(frame.getByRole('dialog', { name: templateName }))).toBeVisible();
    expect(await commandsOf(page, 'refreshAuth')).toHaveLength(1);

    // One step back leads from the journal to the card and no further: filters are no steps.
    await page.evaluate(() => history.back());
    await expectLists(page);
    await expect(frame.getByRole('dialog')).toHaveCount(0);
    await expect(frame.getByRole('button', { name: failures })).toHaveAttribute('aria-pressed', 'true');
    await page.goBack();
    await expect(page).toHaveURL('about:blank');
    await page.goForward();
    await expectLists(page);
  });

  test('T10: after two hours of sleep, out of the cache, and when the server knows the frame no more', async ({
    page,
    seed,
    portal,
    api,
    instance,
    complaints,
  }) => {
    complaints.allow(/status of 401/);
    const { card } = await seedFailedWhatsapp(seed);
    await page.clock.install();
    await page.goto(portal.pageOf(card));
    const frame = frameOf(page);
    await expectLists(page);
    await frame.getByRole('button', { name: failures }).click();
    const asked = async () => (await commandsOf(page, 'refreshAuth')).length;
    expect(await asked()).toBe(0);

    const renewal = async () => {
      const answer = await page.waitForResponse((one) => one.url().endsWith('/launch/renew'));
      await answer.finished();
    };
    const slept = renewal();
    await page.clock.fastForward('02:00:00');
    await slept;
    expect(await asked()).toBe(1);
    const shown = renewal();
    await innerFrame(page, instance.url).evaluate(() =>
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    );
    await shown;
    expect(await asked()).toBe(2);

    await connect(api, portal.origin);
    await frame.getByRole('link', { name: 'журнал' }).first().click();
    await expect(gridOf(frame.getByRole('dialog', { name: templateName }))).toBeVisible();
    await expect.poll(asked).toBe(3);
    expect(innerFrame(page, instance.url).url()).toContain('failures=1');
  });

  test('or does not: a calm page says what to do, and the way back keeps the filter', async ({
    page,
    seed,
    portal,
    api,
    instance,
    complaints,
  }) => {
    complaints.allow(/status of 401|not_signed_in/);
    const { card } = await seedFailedWhatsapp(seed);
    await page.goto(portal.pageOf(card));
    const frame = frameOf(page);
    await expectLists(page);
    await frame.getByRole('button', { name: failures }).click();
    await portalNow(page, 'refuses');
    await connect(api, portal.origin);
    await frame.getByRole('link', { name: 'Хронология' }).click();
    await expect(frame.getByRole('heading', { name: 'Портал больше не подтверждает вход' })).toBeVisible();
    await expect(frame.getByText(templateName)).toHaveCount(0);
    const asked = (await commandsOf(page, 'refreshAuth')).length;

    await frame.getByRole('button', { name: 'Попробовать снова' }).click();
    await expect.poll(async () => (await commandsOf(page, 'refreshAuth')).length).toBe(asked + 1);
    await expect(frame.getByRole('heading', { name: 'Портал больше не подтверждает вход' })).toBeVisible();
    await portalNow(page, 'answers');
    await frame.getByRole('button', { name: 'Попробовать снова' }).click();
    await expect(frame.getByRole('heading', { name: 'Хронология карточки' })).toBeVisible();
    expect(innerFrame(page, instance.url).url()).toContain('failures=1');
  });
});
