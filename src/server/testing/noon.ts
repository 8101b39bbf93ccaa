/** Where the clock of a test stands at first. */
export const noon = Date.parse('2026-11-21T12:00:00.000Z');
