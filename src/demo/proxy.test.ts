import { createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { listen } from './listen.ts';
import { createProxy, passedOn } from './proxy.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return listen(server, '127.0.0.1', 0);
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const publicUrl = 'http://127.0.0.1:3999';
const behind = async (listener: RequestListener) => {
  const target = await serve(listener);
  return serve(
    createProxy(
      () => target,
      () => publicUrl,
    ),
  );
};

test('headers of one connection are not passed on, nor those that it names', () => {
  const headers = {
    connection: 'close, X-Secret',
    'x-secret': '1',
    'keep-alive': '5',
    te: 'trailers',
    upgrade: 'h2c',
    accept: '*/*',
  };
  expect(passedOn(headers)).toEqual({ accept: '*/*' });
});

test('the server sees the address that people use, and who asks', async () => {
  const url = await behind((incoming, outgoing) =>
    outgoing.end(JSON.stringify({ url: incoming.url, ...incoming.headers })),
  );
  const answer = await fetch(`${url}/cards/deal/1?q=%D1%8F`, {
    headers: { cookie: 'a=b', 'x-forwarded-for': '8.8.8.8' },
  });
  expect(await answer.json()).toMatchObject({
    url: '/cards/deal/1?q=%D1%8F',
    host: '127.0.0.1:3999',
    cookie: 'a=b',
    'x-forwarded-host': '127.0.0.1:3999',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': expect.not.stringContaining('8.8.8.8'),
  });
});

test('an event stream arrives as it is written, head first', async () => {
  let write: (text: string) => void = () => {};
  const url = await behind((_, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    write = (text) => void outgoing.write(text);
  });
  const answer = await fetch(`${url}/api/v1/stream`);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  write('data: 1\n\n');
  expect((await reader?.read())?.value).toBe('data: 1\n\n');
  write('data: 2\n\n');
  expect((await reader?.read())?.value).toBe('data: 2\n\n');
  await reader?.cancel();
});

test('a reader who leaves is gone for the server too', async () => {
  const left = Promise.withResolvers<void>();
  const url = await behind((_, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    outgoing.on('close', () => left.resolve());
  });
  const going = new AbortController();
  await fetch(url, { signal: going.signal });
  going.abort();
  await left.promise;
});

test('bodies go through whole, with a length and without', async () => {
  const url = await behind((incoming, outgoing) => incoming.pipe(outgoing));
  const body = 'я'.repeat(200_000);
  expect(await (await fetch(url, { method: 'POST', body })).text()).toBe(body);
  const chunked = await new Promise<string>((resolve, reject) => {
    const sending = request(url, { method: 'PUT' }, (answer: IncomingMessage) => {
      let text = '';
      answer
        .setEncoding('utf8')
        .on('data', (part) => (text += part))
        .on('end', () => resolve(text));
    });
    sending.on('error', reject);
    sending.write('one ');
    sending.end('two');
  });
  expect(chunked).toBe('one two');
});

test('several cookies, redirects and statuses come back as they were', async () => {
  const url = await behind((_, outgoing) =>
    outgoing.writeHead(302, { 'set-cookie': ['a=1', 'b=2'], location: '/sign-in' }).end(),
  );
  const answer = await fetch(url, { redirect: 'manual' });
  expect(answer.status).toBe(302);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(answer.headers.get('location')).toBe('/sign-in');
});

test('a server that is not there, or breaks off, is a 502 with a sentence', async () => {
  const starting = await serve(
    createProxy(
      () => null,
      () => publicUrl,
    ),
  );
  expect(await (await fetch(starting)).text()).toContain('starting');
  const broken = await behind((incoming) => void incoming.socket.destroy());
  const answer = await fetch(broken);
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain('does not answer');
});
