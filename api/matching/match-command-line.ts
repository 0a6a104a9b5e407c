/**
 * `npm run --silent match -- instance.json`, or `-` for stdin: solves a round from a file, without a server or a database,
 * and prints the plan as JSON. Exit code 2 and one line on stderr for a file that cannot stand (match-command.ts); then
 * nothing is on stdout.
 */
import { callerFolder } from '../env.ts';
import { matchCommand } from './match-command.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough, as `head` does.
  if (error.code !== 'EPIPE') throw error;
});

const { stdout, stderr, status } = await matchCommand(process.argv.slice(2), callerFolder(), process.stdin);
if (stdout) process.stdout.write(stdout);
if (stderr) process.stderr.write(stderr);
process.exitCode = status;
