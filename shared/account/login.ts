/** Login (账号): one way to write it, so that what is typed at sign-in finds what was kept. */
import { searchForm } from '../text.ts';

const LOGIN_SHAPE = /^[a-z][a-z0-9._-]{3,29}$/;

/** As it is kept and looked up: ＷＡＮＧ and Wang are wang. */
export const loginOf = (typed: string): string => searchForm(typed).trim();

/** What a login that is to be opened should be; null when it is. */
export const loginProblem = (login: string): string | null =>
  LOGIN_SHAPE.test(login) ? null : '账号应为 4 至 30 位小写字母、数字或 . _ -，以字母开头';
