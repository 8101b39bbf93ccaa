/*
 * One secret in every disguise that somebody has sent or might: what is stored, shown, streamed or logged of it is
 * looked through for the secret itself, however it is written down.
 */

export const canary = 'c4naryZq81mPw0Lx';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const url64 = (text: string): string => Buffer.from(text).toString('base64url');
export const percentAll = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
export const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const escaped = (text: string): string =>
  Array.from(text)
    .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
const jwt = `${url64('{"alg":"HS256","typ":"JWT"}')}.${url64(`{"sub":"${canary}"}`)}.${url64(canary)}`;
export const hex64 = '0123456789abcdef'.repeat(4);
const pemBody = `MIIEvQIBADANBgkq\n${canary}hkiG9w0BAQ`;
export const pem = `-----BEGIN RSA PRIVATE KEY-----\n${pemBody}\n-----END RSA PRIVATE KEY-----`;

/** What it is, the text, what of it must be gone. */
export const disguises = (
  [
    ['header', `Authorization: Bearer ${canary}`],
    ['header without a scheme', `X-Api-Key: ${canary}`],
    ['header of a family', `X-Auth-User-Key: ${canary}`],
    ['header in a sentence', `Запрос ушёл с Authorization: Bearer ${canary}, ответ 401`],
    ['digest', `Authorization: Digest username="ivan", response="${canary}"`],
    ['upper case', `AUTHORIZATION: BEARER ${canary}`],
    ['no space', `authorization:bearer ${canary}`],
    ['no-break space', `Authorization:Bearer\u00a0${canary}`],
    ['folded header', `Host: a.ru\r\nAuthorization:\r\n\tBearer\r\n ${canary}\r\nAccept: */*`],
    ['full-width name', `${fullWidth('Authorization')}：Bearer ${canary}`],
    ['full-width all', fullWidth(`password=${canary}`), fullWidth(canary)],
    ['zero-width in the name', `pass\u200bword=${canary}`],
    ['bearer alone', `curl said: bearer ${canary}`],
    ['basic', `Authorization: Basic ${base64(`ivan:${canary}`)}`, base64(`ivan:${canary}`)],
    ['basic alone', `with Basic ${base64(`ivan:${canary}`)} sent`, base64(`ivan:${canary}`)],
    ['cookie', `Cookie: theme=dark; PHPSESSID=${canary}; lang=ru`],
    ['set-cookie', `Set-Cookie: sid=${canary}; Path=/; HttpOnly`],
    ['json', `{"a":1,"token":"${canary}"}`],
    ['json in json', JSON.stringify({ body: JSON.stringify({ clientSecret: canary }) })],
    ['json in json in json', JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ refresh_token: canary }) }) })],
    [
      'five times json',
      [1, 2, 3, 4].reduce((text) => JSON.stringify({ a: text }), JSON.stringify({ refresh_token: canary })),
    ],
    ['json after words', `Ответ сервиса: {"status":1,"access_token":"${canary}"}`],
    ['json in json after words', `Ответ: ${JSON.stringify({ body: JSON.stringify({ token: canary }) })}`],
    ['json that was cut', `{"name":"Иван","auth":{"refresh_token":"${canary}`],
    ['json with an escaped name', `{"${escaped('token')}":"${canary}"}`],
    ['json text, escaped whole', escaped(`{"token":"${canary}"}`), escaped(canary)],
    ['quote within a value', `{"password":"a\\"${canary}"`],
    [
      'multipart',
      `--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n${canary}\r\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--`,
    ],
    [
      'multipart with a type',
      `--x\r\nContent-Disposition: form-data; name="access_token"\r\nContent-Type: text/plain\r\n\r\n${canary}`,
    ],
    ['html', `&quot;api_key&quot;:&quot;${canary}&quot;`],
    ['percent-encoded name', `%41uthorization: Bearer ${canary}`],
    ['percent-encoded twice', `%2541uthorization%253A%2520Bearer%2520${canary}`],
    ['percent-encoded whole', percentAll(`token=${canary}`), percentAll(canary)],
    ['ampersand in a value', `a=1&password=x%26${canary}&b=2`],
    ['form', `PLACEMENT=DEAL&AUTH_ID=${canary}&REFRESH_ID=${canary}1&member_id=1`],
    ['form with brackets', `data%5BID%5D=5&auth%5Bapplication_token%5D=${canary}`],
    ['json in a form', `id=1&data=${encodeURIComponent(JSON.stringify({ token: canary }))}`],
    ['user-info', `https://ivan:${canary}@crm.example.ru/path`],
    ['user-info without a password', `https://${canary}@sentry.example.ru/1`],
    ['user-info with an at sign', `postgres://app:p@${canary}@db:5432/crm`],
    ['query', `GET https://crm.example.ru/a?x=1&auth=${canary}&y=2`],
    ['fragment', `https://crm.example.ru/cb#state=1&access_token=${canary}`],
    ['webhook', `https://portal.bitrix24.ru/rest/17/${canary}/crm.deal.list.json?id=1`],
    ['webhook, escaped slashes', `https:\\/\\/portal.bitrix24.ru\\/rest\\/17\\/${canary}\\/crm.deal.list`],
    ['jwt', `Токен ${jwt} просрочен`, jwt.slice(40)],
    ['private key', pem],
    ['private key in one line', pem.replaceAll('\n', '\\n')],
    ['private key that was cut', pem.slice(0, 90)],
    ['event token', `шаг 55c1dc1c3f0d75.78875596|A51601_82584|${canary}${canary}.${hex64}`],
    ['event token, encoded', encodeURIComponent(`n8n.7|A1|${canary}${canary}.${hex64}`)],
    ['bot address', `https://api.telegram.org/bot1234567890:AA${canary}${canary}/sendMessage`],
    ['bot token', `бот 1234567890:AA${canary}${canary}`],
    ['yaml', `db:\n  host: localhost\n  password: ${canary}\n`],
    ['php array', `array('login' => 'x', 'token' => '${canary}')`],
    ['php print_r', `Array\n(\n    [access_token] => ${canary}\n    [domain] => a.ru\n)`],
    ['php var_dump', `["token"]=>\n  string(16) "${canary}"`],
    ['php serialize', `a:1:{s:5:"token";s:16:"${canary}";}`],
    ['xml', `<soap:Password>${canary}</soap:Password>`],
    ['command line', `tool --api-key ${canary} --verbose`],
    ['in Russian', `логин ivan, пароль: ${canary}`],
    ['github', `ghp_${canary}${canary}`],
    ['github, fine-grained', `x=github_pat_${canary}_${canary}`],
    ['slack', `xoxb-1234-${canary}`],
    ['stripe', `sk_live_${canary}`],
    ['openai', `sk-proj-${canary}${canary}`],
    ['aws', 'AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
    ['meta', `EAAG${canary.repeat(3)}`],
    ['google', `AIzaSy${canary}${canary}`],
    ['google oauth', `ya29.a0${canary}${canary}`],
    ['gitlab', `glpat-${canary}`],
    ['card', 'Оплата картой 4111 1111 1111 1111 12/26', '1111 1111'],
    ['card, dashes', 'card=5555-5555-5555-4444', '5555-4444'],
    ['card, bare', 'Мир 2200123456789019, Amex 378282246310005', '78282'],
  ] as readonly (readonly [string, string, string?])[]
).map(([name, text, gone]) => [name, text, gone ?? canary] as const);
