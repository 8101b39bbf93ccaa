import * as z from 'zod/mini';
import { DeliveryId, DigestResent, DigestSettings, DigestTest, NewDigestRules, PutDigest } from './digest.ts';
import type { Endpoint } from './endpoint.ts';
import { PortalId } from './ids.ts';

const params = z.object({ portal: PortalId });

/** Who is told of causes, and how. */
export const digestEndpoints = {
  digest: {
    method: 'GET',
    path: '/api/v1/portals/:portal/digest',
    access: 'admin',
    summary: "Who is told of a portal's causes, and what became of the last digests",
    params,
    response: DigestSettings,
  },
  putDigest: {
    method: 'PUT',
    path: '/api/v1/portals/:portal/digest',
    access: 'admin',
    summary: 'Change it; a signing secret that is made is shown this once',
    audit: 'digest.change',
    params,
    body: NewDigestRules,
    response: PutDigest,
  },
  testDigest: {
    method: 'POST',
    path: '/api/v1/portals/:portal/digest/test',
    access: 'admin',
    summary: 'Send a digest of a made-up cause now on every way that is saved, and say what happened',
    audit: 'digest.test',
    params,
    response: DigestTest,
  },
  resendDigest: {
    method: 'POST',
    path: '/api/v1/portals/:portal/digest/deliveries/:delivery/resend',
    access: 'admin',
    summary: 'Send a digest again that may not have come: under the same id, so that its reader knows what came twice',
    audit: 'digest.send',
    params: z.extend(params, { delivery: DeliveryId }),
    response: DigestResent,
  },
} as const satisfies Record<string, Endpoint>;
