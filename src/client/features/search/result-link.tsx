import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** A result that leads somewhere. `data-result`: the keys walk from one to the next by it. */
export function ResultLink({ to, className, children }: { to: string; className: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      data-result
      className={`${className} transition-colors hover:bg-sunken focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent`}
    >
      {children}
    </Link>
  );
}
