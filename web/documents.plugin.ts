/**
 * The Vite plugin that turns each graphql() call into an import of one small module holding that one document.
 *
 * The generated files keep every document of every face in one place; bundled as they are, the phone would download
 * the desk's queries. Here each document is its own module, so that a route carries only what it asks for. A fragment
 * exists for its types only: its text is already inside the operations that use it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const CALL = /\bgraphql\(\s*(?:\/\*[^*]*\*\/\s*)?`([^`]*)`\s*,?\s*\)/g;
const NAMED = /\b(query|mutation|subscription|fragment)\s+(\w+)/;
/** Nothing of the generated code runs: the import goes with the calls. */
const IMPORT = /^import \{ graphql \} from '[^']*gql\/gql\.ts';?$/m;
const PREFIX = '\0document:';

export function documents(webRoot: string): Plugin {
  let manifest: Map<string, { readonly id: string; readonly text: string }> | null = null;
  const read = () => {
    const file = JSON.parse(readFileSync(join(webRoot, 'gql/persisted-documents.json'), 'utf8')) as Record<
      string,
      string
    >;
    return new Map(
      Object.entries(file).map(([id, text]) => {
        // The manifest lists fragments first or last; the operation is the one that is not a fragment.
        const name = /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
        if (name === undefined) throw new Error(`persisted document ${id} has no operation name`);
        return [name, { id, text }] as const;
      }),
    );
  };
  return {
    name: 'jiedui:documents',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith('virtual:document/') ? PREFIX + id.slice('virtual:document/'.length) : null),
    load(id) {
      if (!id.startsWith(PREFIX)) return null;
      manifest ??= read();
      const name = id.slice(PREFIX.length);
      const found = manifest.get(name);
      if (found === undefined) throw new Error(`no persisted document named ${name}: run the code generation`);
      const document = JSON.stringify(join(webRoot, 'document.ts'));
      return `import { persisted } from ${document};\nexport default /* @__PURE__ */ persisted(${JSON.stringify(found.text)}, ${JSON.stringify(found.id)});`;
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes('graphql(') || id.includes('/gql/')) return null;
      const imports: string[] = [];
      const out = code.replace(IMPORT, '').replace(CALL, (_call, text: string) => {
        const [, kind, name] = NAMED.exec(text) ?? [];
        if (name === undefined) throw new Error(`${id}: a document has no name`);
        if (kind === 'fragment') return 'null';
        imports.push(`import ${name}$document from 'virtual:document/${name}';`);
        return `${name}$document`;
      });
      // On one line before the first, so that line numbers in errors stay right.
      return imports.length === 0 ? { code: out, map: null } : { code: imports.join('') + out, map: null };
    },
    handleHotUpdate() {
      manifest = null;
    },
  };
}
