/**
 * Loaded into the journal server by the demo. When the demo is gone, however it went, its end of the pipe closes, and the
 * server stops as if asked to: left alone it would hold the store, and the next demo could not start.
 */
process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
