import { Unreachable } from '#client/api/call.ts';

/** The code of a page did not come: no network, or a new version was put out and the old files are gone. */
export class PartMissing extends Unreachable {}

export async function pagePart<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    throw new PartMissing(error);
  }
}
