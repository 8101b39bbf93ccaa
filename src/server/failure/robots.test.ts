import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import type { CausePage, FailureList } from '#contract/failures.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const file = fileURLToPath(new URL('../../../../shared/data/robots.ndjson.gz', import.meta.url));

vi.setConfig({ testTimeout: 60_000 });

/**
 * What a support engineer who reads the 168 failures of the file one by one writes down: how many, on how many cards,
 * and what it is. The last three are echoes of nested processes that do not say at what service their step failed.
 */
const byHand = `
27 18 Письмо не ушло: почтовый сервер не принимает соединения
22 12 Роботу не хватило данных: похоже, поле пустое
14 4 Процесс оборвался: похоже, не хватило памяти
13 13 База данных не отвечает: запись не подтверждена
13 7 Клиент не получил WhatsApp: не все переменные шаблона заполнены
10 5 Клиент не получил WhatsApp: нет такого шаблона
9 9 WhatsApp-сообщение не ушло: соединение оборвалось
7 5 Клиент не получил WhatsApp: сервис временно недоступен
6 5 Клиент не получил WhatsApp: окно в 24 часа закрыто
6 4 Клиент не получил WhatsApp: он попал в эксперимент сервиса
6 6 Процесс остановил человек
5 4 Клиент не получил WhatsApp: истёк ключ доступа
4 3 Клиент не получил WhatsApp: ему пишут слишком часто
4 2 Клиент не получил WhatsApp: слишком много отправок сразу
4 1 Процесс прервали на полпути
4 4 WhatsApp-сообщение не ушло: сервис не ответил вовремя
2 2 WhatsApp-сообщение не ушло: сервис не ответил
2 2 В заявке нет телефона (источник: telegram)
2 2 Возможно, клиент не получил WhatsApp: сбой без объяснения
2 2 Клиент не получил WhatsApp: на этот номер не доставить
1 1 Запрос не выполнен: записи или адреса уже нет
1 1 Запрос не выполнен: запись успел изменить другой
2 2 Вложенный процесс не выполнился: соединение оборвалось
1 1 Вложенный процесс не выполнился: сервис не ответил
1 1 Вложенный процесс не выполнился: сервис не ответил вовремя
`
  .trim()
  .split('\n');

// Records of real robots lie beside the repository on the machines that have them; they are not ours to publish.
it.skipIf(!existsSync(file))(
  `the failures of ${file} are listed as one would by hand (skipped where the file is absent)`,
  async () => {
    const app = await startTestApp();
    const key = await app.makeKey();
    const sent = await app.send(gunzipSync(readFileSync(file)), key, { gzip: true });
    expect(sent.json<{ rejected: unknown[] }>().rejected).toEqual([]);
    // Some of the engine's crashes are told as of 1970.
    const query = 'from=1970-01-01T00:00:00Z&to=2026-11-22T00:00:00Z';
    const list = (await app.get(`/api/v1/failures?${query}`, key)).json<FailureList>();

    const rows = list.causes.map(({ failures, cards, title }) => `${failures} ${cards} ${title}`);
    expect(rows.toSorted()).toEqual(byHand.toSorted());
    expect(new Set(list.causes.map(({ title }) => title)).size).toBe(list.total);
    expect(list.totals).toMatchObject({ failures: 168, causes: 25, newCauses: 25 });
    expect(list.causes.filter(({ isKnown }) => !isKnown)).toEqual([]);

    // No text stands in two rows, but the echoes of what does not say where it failed.
    const texts = new Map<string, string[]>();
    for (const { cause } of list.causes) {
      const page = (await app.get(`/api/v1/causes/${cause}?${query}`, key)).json<CausePage>();
      expect(page.texts.reduce((sum, { failures }) => sum + failures, 0)).toBe(page.failures);
      for (const { text } of page.texts) texts.set(text, [...(texts.get(text) ?? []), cause]);
    }
    const shared = [...texts.values()].filter((causes) => causes.length > 1);
    expect(shared.map((causes) => causes.toSorted().join(' and ')).toSorted()).toEqual([
      'nt-reset and nt-reset:whatsapp',
      'nt-timeout and nt-timeout:whatsapp',
    ]);
  },
);
