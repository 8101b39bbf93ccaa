/** Later than this an answer may be of another time than the page that would show it. */
const freshMs = 5000;

declare global {
  /** Put there by public/start.js, before this script ran: questions of ours by their address, and in which language. */
  var earlyAnswers: { language: string; at: number; answers: Map<string, Promise<Response>> } | undefined;
}

/** The answer that is on its way to this very question; null: it has to be asked. Each is taken once. */
export function takeEarly(url: string, method: string, language: string): Promise<Response> | null {
  const early = globalThis.earlyAnswers;
  if (early === undefined || method !== 'GET') return null;
  if (early.language !== language || performance.now() - early.at > freshMs) {
    globalThis.earlyAnswers = undefined;
    return null;
  }
  const answer = early.answers.get(url) ?? null;
  early.answers.delete(url);
  return answer;
}
