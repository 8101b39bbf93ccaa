import type { Deal } from './deals.ts';

/** What the portal posts to an application's HANDLER when a process reaches its robot. */
export type HandlerCall = {
  process: string;
  code: string;
  deal: Deal;
  eventToken: string;
  useSubscription: boolean;
  timeoutSeconds: number;
  properties: Readonly<Record<string, string>>;
  /** ms */
  at: number;
  /** Who the portal is, and the tokens that the application may use; what is not known is an empty text. */
  auth: Readonly<Record<string, string>>;
};

/** Form fields with PHP's brackets, all of them texts, as the portal sends them. */
function handlerForm(call: HandlerCall): URLSearchParams {
  const document = ['crm', 'CCrmDocumentDeal', `DEAL_${call.deal.id}`];
  const form = new URLSearchParams({ workflow_id: call.process, code: call.code });
  for (const [index, part] of document.entries()) form.append(`document_id[${index}]`, part);
  for (const [index, part] of [...document.slice(0, 2), 'DEAL'].entries()) form.append(`document_type[${index}]`, part);
  form.append('event_token', call.eventToken);
  for (const [name, value] of Object.entries(call.properties)) form.append(`properties[${name}]`, value);
  form.append('use_subscription', call.useSubscription ? 'Y' : 'N');
  form.append('timeout_duration', String(call.timeoutSeconds));
  form.append('ts', String(Math.floor(call.at / 1000)));
  for (const [name, value] of Object.entries(call.auth)) form.append(`auth[${name}]`, value);
  return form;
}

/** Posts it. Throws with a sentence for the journal when the application does not take it. */
export async function callHandler(handler: string, call: HandlerCall, signal: AbortSignal): Promise<void> {
  const sent = {
    method: 'POST',
    body: handlerForm(call),
    redirect: 'manual',
    headers: { 'user-agent': 'demo-portal' },
  } as const;
  const answer = await fetch(handler, {
    ...sent,
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  }).catch((error: unknown) => {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`Обработчик приложения ${handler} не отвечает: ${reason}`, { cause: error });
  });
  await answer.body?.cancel();
  if (!answer.ok)
    throw new Error(`Обработчик приложения ${handler} ответил ${answer.status} ${answer.statusText}`.trim());
}
