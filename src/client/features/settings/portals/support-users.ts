import { PortalUser } from '#contract/launch.ts';

export const mostSupportUsers = 200;

/** Ids of portal users as people write them: by spaces, commas or lines, each once. `wrong` are no ids. */
export function readSupportUsers(text: string): { users: string[]; wrong: string[] } {
  const words = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const isUser = (word: string) => PortalUser.safeParse(word).success;
  return { users: words.filter(isUser), wrong: words.filter((word) => !isUser(word)) };
}
