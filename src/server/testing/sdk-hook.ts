/*
 * The official SDK's webhook client, in a process that trusts a test's certificate: trust is read once, at its start.
 * NODE_EXTRA_CA_CERTS=<file> node sdk-hook.ts <webhook address> <event token>
 */
import { B24Hook } from '@bitrix24/b24jssdk';

const [address = '', token = ''] = process.argv.slice(2);
const b24 = B24Hook.fromWebhookUrl(address);
const written = await b24.actions.v2.call.make<boolean>({
  method: 'bizproc.activity.log',
  params: { EVENT_TOKEN: token, LOG_MESSAGE: 'Вебхук по TLS' },
});
const batch = await b24.actions.v2.batch.make<boolean>({
  calls: ['один', 'два'].map((text) => ['bizproc.activity.log', { EVENT_TOKEN: token, LOG_MESSAGE: text }]),
  options: { isHaltOnError: true },
});
let refused = '';
await b24.actions.v2.call
  .make({ method: 'bizproc.robot.list', params: {} })
  .catch((error: unknown) => (refused = error instanceof Error ? error.message : String(error)));
process.stdout.write(JSON.stringify({ written: written.getData()?.result, batch: batch.getData(), refused }));
