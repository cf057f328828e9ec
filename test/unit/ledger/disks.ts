import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

function works(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Mounting needs root and a system that allows it; tests that need it are skipped by name elsewhere. */
export const canMount = probe((folder) => {
  const mounted = works('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
  return mounted && works('umount', folder);
});

/** A flag that even root obeys; only some file systems have it. */
export const canFreeze = probe((folder) => works('chattr', '+i', folder) && works('chattr', '-i', folder));

function probe(attempt: (folder: string) => boolean): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-probe-'));
  try {
    return attempt(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file system of its own with so many bytes, gone after the test. */
export function smallDisk(bytes: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(bytes)}`, 'tmpfs', folder]);
  onTestFinished(() => {
    // Lazily, because a connection whose statements still live keeps its files open until they are collected.
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The same folder once more, where nothing can be written, not even by root. */
export function readOnlyView(folder: string): string {
  const view = mkdtempSync(path.join(tmpdir(), 'paydesk-view-'));
  execFileSync('mount', ['--bind', folder, view]);
  execFileSync('mount', ['-o', 'remount,ro,bind', view]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', view]);
    rmSync(view, { recursive: true, force: true });
  });
  return view;
}

/** Makes files unchangeable until the returned function, or the end of the test, makes them changeable again. */
export function freeze(...files: readonly string[]): () => void {
  execFileSync('chattr', ['+i', ...files]);
  const thaw = (): void => {
    works('chattr', '-i', ...files);
  };
  onTestFinished(thaw);
  return thaw;
}
