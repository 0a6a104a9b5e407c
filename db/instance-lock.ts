/**
 * One process for one data folder. The lock is a listening socket named after the folder: the operating system gives it
 * up when the process ends, however it ends, so there is no stale lock to clean.
 */
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from './refused.ts';

/** @returns how to give the lock up, or null when another process holds it */
export async function lockInstance(folder: string): Promise<(() => void) | null> {
  const name = `jiedui-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;
  const address =
    process.platform === 'linux'
      ? `\0${name}` // abstract: no file
      : process.platform === 'win32'
        ? `\\\\.\\pipe\\${name}`
        : join(tmpdir(), `${name}.sock`);
  let server = await listen(address);
  if (!server && !address.startsWith('\0') && process.platform !== 'win32' && !(await answers(address))) {
    rmSync(address, { force: true }); // a socket file outlives a killed process
    server = await listen(address);
  }
  return server && (() => server.close());
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
