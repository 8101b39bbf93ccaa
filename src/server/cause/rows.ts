import { engineCauses } from './catalogue-engine.ts';
import { gatewayCauses } from './catalogue-gateways.ts';
import { mailCauses } from './catalogue-mail.ts';
import { networkCauses } from './catalogue-network.ts';
import { otherCauses } from './catalogue-other.ts';
import { portalCauses } from './catalogue-portal.ts';
import { smsCauses } from './catalogue-sms.ts';
import { whatsappCauses } from './catalogue-whatsapp.ts';
import type { CatalogueRow } from './catalogue.ts';

/** Every known cause, in the order in which they are tried: whoever knows most about a failure comes first. */
export const rows: readonly CatalogueRow[] = [
  ...whatsappCauses,
  ...gatewayCauses,
  ...smsCauses,
  ...mailCauses,
  ...portalCauses,
  ...otherCauses,
  ...engineCauses,
  ...networkCauses,
];

export const rowByCode: ReadonlyMap<string, CatalogueRow> = new Map(rows.map((row) => [row.code, row]));
