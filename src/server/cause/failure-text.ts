import { examined } from './facts.ts';
import { fold, rowsOfNumber, scan } from './match-index.ts';

/**
 * Apps write their errors as ordinary messages, and the portal closes their steps as successful: only the text tells.
 * A missed failure is found by the client; a false one teaches the reader to ignore them all. So only what nobody
 * says by chance counts: an opening, a provider's own code or sentence, outside quotes and not in a report of success.
 */

/** Marks, brackets and signs that stand before the first word; a quote is left, for it means somebody else's words. */
const ornaments = /^[^\p{L}\p{N}«"“'„([<]{1,12}/u;
const tag = /^\[[^\]\n]{1,40}\]\s{0,3}/;
/** `Wazzup: Ошибка…`. */
const speaker = /^([\p{L}\p{N}][\p{L}\p{N} .+-]{0,30}): {1,3}/u;
const otherSpeakers =
  /клиент|покупател|менеджер|ответ|коммент|вопрос|тема|заголовок|цитат|письмо от|отзыв|причина|текст|заметк|пишет|client|customer|reply|comment|question|subject|quote|reason|note|said|text/;

const openings = new RegExp(
  '^(?:' +
    [
      'ошибка(?=[:!.—–]| [-—–]|$)',
      'ошибка (?:отправки|выполнения|доставки|при |запроса|сервера|подключения|соединения|создания|сети|api|авторизации|доступа|базы|получения|записи|обработки|вызова|интеграции|№|#|\\[|http|\\d)',
      'не удалось (?:отправить|доставить|выполнить|создать|получить|изменить|обновить|подключит|соединит|найти|загрузить|записать|сохранить|запустить|удалить|добавить|определить|прочитать|обработать|вызвать|авторизоваться|установить соединение)',
      'невозможно (?:отправить|доставить|выполнить|создать|подключит|соединит)',
      '(?:сообщение|смс|sms|sms-сообщение|whatsapp-сообщение|письмо|запрос|уведомление|шаблон|рассылка|документ|счет|чек|задача) (?:клиенту |в whatsapp )?не (?:был[оа]? )?(?:отправлен|доставлен|выполнен|создан|ушл)',
      'отправка (?:сообщения |смс |sms |письма |не)?(?:не удалась|не выполнена|завершилась ошибкой|удалась с ошибкой)',
      '(?:сбой|исключение|фатальная ошибка|критическая ошибка|внутренняя ошибка)(?=[:!.—–]| [-—–]| отправки| доставки| сервера)',
      'error(?=[:!]| [-—–]| \\d| code| sending| while| when| occurred)',
      'failed to [a-z]',
      '(?:failure|exception|fatal error|unhandled exception|uncaught error|internal error|api error|http error|request error)(?=[:!]| [-—–]| \\d)',
      'unable to (?:send|deliver|connect|create|update|process|authenticate|reach the server)',
      'could not (?:send|deliver|connect|create|update|process|be sent|be delivered)',
      "(?:the )?(?:sms |whatsapp |e-?mail )?(?:message|sms|e-?mail|request|notification|template) (?:was not|has not been|could not be|wasn't|not) (?:sent|delivered|processed|created)",
      '(?:sending|delivery|message|request|sms|e-?mail) failed(?=[:!.—–]| [-—–]| with|$)',
    ].join('|') +
    ')',
);

/** Reports of success and progress. */
const done =
  /^(?:сообщение (?:было )?(?:отправлено|доставлено|прочитано)|(?:sms |whatsapp )?message (?:was )?(?:sent|delivered|read)|создан|задача (?:завершена|создана|была)|процесс (?:ожидает|завершен|запущен)|отложено до|пауза |create|process is|deferred|успешно|success)/;
/** Somebody's words follow, or a story: sentences in it are not the provider's. */
const retold =
  /^(?:получен|входящ|клиент |покупател|ответ (?:клиента|от|покупателя)|комментарий|client |customer |received |incoming|new message|новое сообщение|task |пользователь |документ |заявка |повтор|менеджер|тема|примечание|заметка|note)/;
const undone =
  /ошиб(?:ка|ки|ок)[^.]{0,20} (?:исправлен|устранен|решен|не было|нет|отсутству)|(?:was|were|been|now) (?:fixed|resolved)|(?:исправлен|устранен)[аоы]?(?:[.!]|$)/;
const nothing =
  /^[^:]{0,24}: {0,2}(?:нет|0|ноль|none|null|no|false|ok|отсутствуют?|не найден[оа]?|не обнаружен[оаы]?|-|—)[.!]?$/;
const success = /успешно|successfully|(?:^|\s)ok: queued|2\.0\.0 ok/;

const quoted = /«[^«»]{0,600}»|“[^“”]{0,600}”|"[^"\n]{0,600}"|„[^„“]{0,600}“/g;

function unadorned(text: string): string {
  return text.trimStart().replace(ornaments, '');
}

/** Does it begin as an error's report does? */
function hasOpening(lower: string): boolean {
  let rest = lower;
  for (let turn = 0; turn < 3; turn += 1) {
    if (openings.test(rest)) return !nothing.test(rest) && !undone.test(rest.slice(0, 400));
    const before = tag.exec(rest) ?? speaker.exec(rest);
    if (before === null || otherSpeakers.test(before[0])) return false;
    rest = unadorned(rest.slice(before[0].length));
  }
  return false;
}

const hasLetter = /\p{L}/u;

/** `(#131047) Re-engagement…`, `— (#131047)`: but a deal's `(#131047)` in a sentence is a deal. */
const metaCode = /\(#(\d{6,7})\) [a-z(]|(?:^|[—:.]) ?\(#(\d{6,7})\)/g;
/** `code: 131026`: but neither a promotional nor a confirmation code. */
const namedCode = /(?<![a-zа-я])(?:code|код(?: ошибки)?)["'\s:=#№]{1,4}(\d{6,7})(?![\d.,]?\d)/g;
const otherCodes = /(?:ваш|your|подтвержд\S{0,8}|confirmation|промо\S{0,6}|клиент\S{0,3},?|товар\S{0,3},?) {1,2}$/;

function hasStatedCode(lower: string, isRetold: boolean): boolean {
  for (const hit of lower.matchAll(metaCode)) if (rowsOfNumber(Number(hit[1] ?? hit[2])) !== undefined) return true;
  if (isRetold) return false;
  for (const hit of lower.matchAll(namedCode)) {
    const before = lower.slice(Math.max(0, hit.index - 24), hit.index);
    if (!otherCodes.test(before) && rowsOfNumber(Number(hit[1])) !== undefined) return true;
  }
  return false;
}

/** Does it name a failure that a provider names so and nobody else? */
function hasDistinctEvidence(text: string, lower: string, isRetold: boolean): boolean {
  const bare = /[«“"„]/.test(lower) ? lower.replace(quoted, (part) => ' '.repeat(part.length)) : lower;
  if (hasStatedCode(bare, isRetold)) return true;
  let isDistinct = false;
  scan(text, bare, (pattern, at) => {
    if (!pattern.distinct || isDistinct || (isRetold && pattern.tier !== 'word')) return;
    // A Russian sentence, or a short one, counts only where a sentence starts: inside one it is being talked about.
    const isForeign =
      pattern.tier === 'word' || (pattern.parts.join('').length >= 20 && !/[а-я]/.test(pattern.parts[0]!));
    if (isForeign || isSentenceStart(bare, at)) isDistinct = true;
  });
  return isDistinct;
}

function isSentenceStart(lower: string, at: number): boolean {
  const before = lower.slice(Math.max(0, at - 3), at);
  return before === '' || /(?:[.!:;—–\n\])-]|^)\s{0,2}$/.test(before) || !hasLetter.test(lower.slice(0, at));
}

export function tellsOfFailure(message: string): boolean {
  const text = unadorned(examined(message));
  if (!hasLetter.test(text)) return false;
  const lower = fold(text);
  if (hasOpening(lower)) return true;
  if (done.test(lower) || success.test(lower.slice(0, 200)) || undone.test(lower.slice(0, 400))) return false;
  return hasDistinctEvidence(text, lower, retold.test(lower));
}

const pauseSkipped = /^(?:пауза пропущена|pause skipped)/i;

export function tellsOfWarning(message: string): boolean {
  return pauseSkipped.test(message.trimStart());
}
