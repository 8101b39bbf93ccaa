import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';
import {
  FailureView,
  FailureViewChange,
  FailureViewId,
  FailureViewQuery,
  FailureViews,
  NewFailureView,
} from './failure-view.ts';

/** Views of the failures page that people keep and share. */
export const failureViewEndpoints = {
  failureViews: {
    method: 'GET',
    path: '/api/v1/failure-views',
    access: 'failures.read',
    summary: 'Views of the failures page: one’s own and those that colleagues share',
    query: FailureViewQuery,
    response: FailureViews,
  },
  addFailureView: {
    method: 'POST',
    path: '/api/v1/failure-views',
    access: 'failures.act',
    summary: 'Keep a view of the failures page, for oneself or for all who may read it',
    audit: 'view.make',
    query: FailureViewQuery,
    body: NewFailureView,
    response: FailureView,
  },
  changeFailureView: {
    method: 'PUT',
    path: '/api/v1/failure-views/:view',
    access: 'failures.act',
    summary: 'Change the name or the search of one’s own view, or with whom it is shared',
    audit: 'view.change',
    params: FailureViewId,
    query: FailureViewQuery,
    body: FailureViewChange,
    response: FailureView,
  },
  removeFailureView: {
    method: 'DELETE',
    path: '/api/v1/failure-views/:view',
    access: 'failures.act',
    summary: 'Remove one’s own view; an administrator removes shared ones, too',
    audit: 'view.remove',
    params: FailureViewId,
    query: FailureViewQuery,
    response: z.object({}),
  },
} as const satisfies Record<string, Endpoint>;
