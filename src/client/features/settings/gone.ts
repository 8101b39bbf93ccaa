import { Problem } from '#contract/problem.ts';

/** Somebody else has removed it meanwhile: what was wanted is so. */
export async function gone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not_found')) throw error;
  }
}
