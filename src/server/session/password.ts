import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's parameters; 128 MiB of memory a check, so checks run one at a time. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const keyBytes = 32;

let queue: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const turn = queue.then(
    () =>
      new Promise<Buffer>((done, failed) => {
        scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
          error === null ? done(key) : failed(error),
        );
      }),
  );
  queue = turn.catch(() => undefined);
  return turn;
}

/** What is stored of a password: `scrypt$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Nobody's password: checked when an account is not there, so that both take as long. */
const nobody = `scrypt$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(keyBytes).toString('base64url')}`;

/** Compares in constant time; `stored` null compares with nobody's and is false. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (stored ?? nobody).split('$');
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === given.length && timingSafeEqual(given, expected) && stored !== null;
}
