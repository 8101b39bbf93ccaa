import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';
import { Erasure, ErasurePreview, ErasureSubject } from './erasure.ts';
import { PortalId } from './ids.ts';

const query = z.object({ portal: z.optional(PortalId) });

/** Erasing what is stored of a person or a card. A subject is in bodies only: an address may be logged on its way. */
export const erasureEndpoints = {
  erasures: {
    method: 'GET',
    path: '/api/v1/erasures',
    access: 'erasure',
    summary: 'Erasures of a portal, newest first, at most 200',
    query,
    response: z.object({ items: z.array(Erasure) }),
  },
  erasure: {
    method: 'GET',
    path: '/api/v1/erasures/:erasure',
    access: 'erasure',
    summary: 'One erasure: how far it is, or what it did',
    params: z.object({ erasure: z.string().check(z.regex(/^[1-9]\d{0,14}$/)) }),
    query,
    response: Erasure,
  },
  previewErasure: {
    method: 'POST',
    path: '/api/v1/erasures/preview',
    access: 'erasure',
    summary: 'What an erasure would touch; looks for a few seconds at most and changes nothing',
    audit: 'erasure.preview',
    query,
    body: ErasureSubject,
    response: ErasurePreview,
  },
  startErasure: {
    method: 'POST',
    path: '/api/v1/erasures',
    access: 'erasure',
    summary: 'Erase a phone or an e-mail wherever it stands, or a card with its journals; cannot be undone',
    audit: 'erasure.begin',
    query,
    body: ErasureSubject,
    response: Erasure,
  },
} as const satisfies Record<string, Endpoint>;
