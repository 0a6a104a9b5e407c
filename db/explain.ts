/** Says in a sentence why a PostgreSQL that the user named cannot be used, and what to do about it. */
import { codeOf, StartRefused } from './refused.ts';

/** @returns null for a failure that is not the user's to mend */
export function explainConnection(error: unknown, url: string): StartRefused | null {
  if (error instanceof StartRefused) return error;
  const { hostname, port, username, pathname } = new URL(url);
  const server = `${hostname}:${port || 5432}`;
  const database = decodeURIComponent(pathname.slice(1));
  const user = decodeURIComponent(username) || '?';
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const refuse = (zh: string, en: string) => new StartRefused(zh, en, { cause: error });

  if (code === '28P01' || code === '28000' || /SASL|password/i.test(message)) {
    return refuse(
      `数据库 ${server} 拒绝了用户 ${user} 的登录。请检查 DATABASE_URL 中的用户名和密码。`,
      `The database at ${server} refused user "${user}". Check the user and password in DATABASE_URL.`,
    );
  }
  if (code === '3D000') {
    return refuse(
      `数据库服务器 ${server} 上没有名为 ${database} 的数据库。请先创建：createdb -O ${user} ${database}。`,
      `There is no database "${database}" at ${server}. Create it first: createdb -O ${user} ${database}.`,
    );
  }
  if (code === '42501') {
    const remedy = /role|admin/i.test(rootMessage(error))
      ? `create role jiedui_app; create role jiedui_open; grant jiedui_app, jiedui_open to "${user}";`
      : `alter database "${database}" owner to "${user}"; alter role "${user}" createrole;`;
    return refuse(
      `用户 ${user} 在数据库 ${database} 中的权限不足（${rootMessage(error)}）。请由管理员执行：${remedy}`,
      `User "${user}" lacks rights in database "${database}" (${rootMessage(error)}). Have an administrator run: ${remedy}`,
    );
  }
  const unreachable = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNRESET',
  ];
  if ((code && unreachable.includes(code)) || /timeout/i.test(message)) {
    return refuse(
      `无法连接数据库服务器 ${server}（${code ?? message}）。请检查它是否已启动，以及 DATABASE_URL 中的主机和端口。`,
      `The database server ${server} cannot be reached (${code ?? message}). Check that it runs, and the host and port in DATABASE_URL.`,
    );
  }
  return null;
}

function rootMessage(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}
