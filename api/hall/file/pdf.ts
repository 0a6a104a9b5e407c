/**
 * PDF papers as evidence: recognised by their bytes and never by their name, bounded, and kept as they are. A paper is
 * only ever handed out as a download, so nothing in it runs in our pages; what would run in the reader's program is
 * refused where it stands openly, and so is what nobody could open.
 */
import { createHash } from 'node:crypto';
import { FileRefused } from './refusals.ts';

export const PDF_MIME = 'application/pdf';
export const MAX_PDF_BYTES = 8 * 1024 * 1024;
/** The end mark stands in the last kilobyte (ISO 32000-1, 7.5.5, as readers take it). */
const TAIL_BYTES = 1024;
const HEAD = /^%PDF-(1\.[0-7]|2\.0)[\r\n]/;
/** Names of the format for a script, a program to start, a form that sends, a file within: none belongs to a scanned paper. */
const ACTIVE = /\/(JavaScript|JS|Launch|SubmitForm|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])/;

/** Whether the bytes begin as a PDF does; whether it is one that is kept, `acceptPdf` says. */
export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/**
 * The hash of the paper, in hex.
 *
 * @returns `FileRefused` when it is too large, no whole PDF, locked with a password, or holds what would run
 */
export function acceptPdf(bytes: Buffer): { readonly sha256: string } | FileRefused {
  if (MAX_PDF_BYTES < bytes.length) return new FileRefused('PDF 超过 8 MB，请降低扫描分辨率或分成几份后上传。');
  const text = bytes.toString('latin1');
  if (!HEAD.test(text) || !text.slice(-TAIL_BYTES).includes('%%EOF'))
    return new FileRefused('这份 PDF 不完整或已损坏，无法读取。请重新扫描或另存后上传。');
  // A name may be written with #-codes of its letters; read as the format reads it.
  const names = text.replace(/#([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (/\/Encrypt(?![A-Za-z0-9])/.test(names))
    return new FileRefused('这份 PDF 设有密码或权限限制。请取消限制另存后上传，或改为拍照上传。');
  if (ACTIVE.test(names))
    return new FileRefused('这份 PDF 含有脚本、表单或附件，不能收存。请打印为新的 PDF，或改为拍照上传。');
  return { sha256: createHash('sha256').update(bytes).digest('hex') };
}
