import { randomBytes } from 'node:crypto';
import type { DemoFolder } from './demo-folder.ts';

/** Our journal as the portal's application: how the portal knows it, and what it says with each form that it sends. */
export type OurApplication = {
  memberId: string;
  code: string;
  /** The same in every form: it says that this portal sent it. */
  token: string;
};

const tokenFile = 'application-token';

export function ourApplication(folder: DemoFolder): OurApplication {
  const token = folder.readText(tokenFile) ?? randomBytes(16).toString('hex');
  folder.write(tokenFile, token);
  return { memberId: 'demoportal00000000000000000001', code: 'local.demo.journal', token };
}
