import * as z from 'zod/mini';
import { CardId, CardType } from './card.ts';
import type { Endpoint } from './endpoint.ts';
import { PortalId } from './ids.ts';
import { processFilter } from './process.ts';

/** What many processes are narrowed to before they are taken along; the words are those of a card's list. */
const filter = {
  portal: z.optional(PortalId),
  format: z.enum(['xes']),
  ...processFilter,
};

/** Journals of many processes as one file. */
export const exportEndpoints = {
  cardExport: {
    method: 'GET',
    path: '/api/v1/cards/:cardType/:cardId/export',
    access: 'journal.read',
    summary: 'The journals of a card as one file: XES (IEEE 1849-2016), a trace a process, newest first',
    audit: 'journal.export',
    params: z.object({ cardType: CardType, cardId: CardId }),
    query: z.object(filter),
  },
  portalExport: {
    method: 'GET',
    path: '/api/v1/export',
    access: 'journal.read',
    summary: 'The journals of a portal as one file: those of the cards that the caller sees, in the order they came in',
    audit: 'journal.export',
    query: z.object({ ...filter, cardType: z.optional(CardType) }),
  },
} as const satisfies Record<string, Endpoint>;
