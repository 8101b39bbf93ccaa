import type { AuditAction } from '#contract/audit.ts';
import type { IconName } from '#client/ui/icon.tsx';

type Area = AuditAction extends `${infer A}.${string}` ? A : never;

const icons: Readonly<Record<Area, IconName>> = {
  instance: 'play',
  session: 'person',
  launch: 'external',
  person: 'person',
  portal: 'globe',
  key: 'key',
  application: 'code',
  masking: 'eyeOff',
  digest: 'message',
  journal: 'list',
  entry: 'eye',
  cause: 'alert',
  view: 'list',
  flag: 'flag',
  explanation: 'info',
  audit: 'shield',
  erasure: 'erase',
  store: 'technical',
};

/** What was refused stands out; everything else is somebody's daily work. */
export const isRefusal = (action: AuditAction): boolean =>
  action === 'session.sign-in-refused' || action === 'launch.refused';

export function iconOf(action: AuditAction): IconName {
  return isRefusal(action) ? 'alert' : icons[action.split('.')[0] as Area];
}
