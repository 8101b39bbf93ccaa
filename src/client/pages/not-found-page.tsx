import { Problem } from '#contract/problem.ts';
import { ProblemView } from './problem-view.tsx';

const notFound = new Problem('not_found');

export function NotFoundPage() {
  return <ProblemView error={notFound} />;
}
