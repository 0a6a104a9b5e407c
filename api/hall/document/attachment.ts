/** RFC 5987: the Chinese name in `filename*`, and a plain one for software that does not know it. */
export function attachment(name: string): string {
  const plain = `jiedui${name.slice(name.lastIndexOf('.'))}`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
