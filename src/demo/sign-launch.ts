import { createHmac, randomUUID } from 'node:crypto';

type Launch = { user: string; name: string; role: string; card: { type: string; id: string } };
type Portal = { key: string; portal: string; journal: string };

/** The address of a frame, as another portal makes it: on its server, for its user who looks at a card. */
export function signLaunch({ key, portal, journal }: Portal, { user, name, role, card }: Launch): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const times = { iat, exp: iat + 60, jti: randomUUID() };
  const claims = { iss: portal, aud: journal, sub: user, name, role, card, ...times };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const token = `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  return `${journal}/frame/cards/${card.type}/${card.id}?portal=${portal}#token=${token}`;
}
