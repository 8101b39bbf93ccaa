import { card } from './card.ts';
import { cause } from './cause.ts';
import { common } from './everywhere.ts';
import { entry } from './entry.ts';
import { frame } from './frame.ts';
import { journal } from './journal.ts';
import { problem } from './problem.ts';
import { process } from './process.ts';

export const texts = { common, card, process, problem, journal, entry, cause, frame };
