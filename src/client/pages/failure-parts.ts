import { FailurePage, loader as cause } from './failure-page.tsx';
import { FailuresPage, loader as list } from './failures-page.tsx';

/** The list of causes and the page of one come as one piece: who opens the first goes on to the other. */
export const failureParts = {
  list: { Component: FailuresPage, loader: list },
  cause: { Component: FailurePage, loader: cause },
};
