import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';
import {
  Explanation,
  ExplanationId,
  ExplanationPreview,
  ExplanationQuery,
  Explanations,
  ExplanationTry,
  NewExplanation,
} from './explanation.ts';

/** Explanations that a portal writes itself, of failures that the catalogue does not know. */
export const explanationEndpoints = {
  explanations: {
    method: 'GET',
    path: '/api/v1/explanations',
    access: 'failures.read',
    summary: 'The portal’s own explanations, with how many failures each explained lately',
    query: ExplanationQuery,
    response: Explanations,
  },
  explanation: {
    method: 'GET',
    path: '/api/v1/explanations/:explanation',
    access: 'failures.read',
    summary: 'One of the portal’s own explanations',
    params: ExplanationId,
    query: ExplanationQuery,
    response: Explanation,
  },
  addExplanation: {
    method: 'POST',
    path: '/api/v1/explanations',
    access: 'failures.act',
    summary: 'Explain failures that the catalogue does not know: those to come and those that are kept',
    audit: 'explanation.make',
    query: ExplanationQuery,
    body: NewExplanation,
    response: Explanation,
  },
  changeExplanation: {
    method: 'PUT',
    path: '/api/v1/explanations/:explanation',
    access: 'failures.act',
    summary: 'Change an explanation of the portal’s own, or what it explains',
    audit: 'explanation.change',
    params: ExplanationId,
    query: ExplanationQuery,
    body: NewExplanation,
    response: Explanation,
  },
  removeExplanation: {
    method: 'DELETE',
    path: '/api/v1/explanations/:explanation',
    access: 'failures.act',
    summary: 'Remove an explanation of the portal’s own: what it explained is as it was before',
    audit: 'explanation.remove',
    params: ExplanationId,
    query: ExplanationQuery,
    response: z.object({}),
  },
  previewExplanation: {
    method: 'POST',
    path: '/api/v1/explanations/preview',
    access: 'failures.act',
    summary: 'What an explanation would explain of the last 30 days, and from where it would take it; nothing is kept',
    query: ExplanationQuery,
    body: ExplanationTry,
    response: ExplanationPreview,
  },
} as const satisfies Record<string, Endpoint>;
