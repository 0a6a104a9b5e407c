/** 账号: everybody who may sign in at the units that this bureau looks after; opened, given roles, reset and closed here. */
import { useState } from 'react';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { Answer } from '../shell/Answer.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { usePages } from '../shell/pages.ts';
import { Side } from '../shell/Side.tsx';
import { type AccountsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { AccountSheet } from './AccountSheet.tsx';
import { DeskAccounts } from './accounts.documents.ts';
import { NewAccount } from './NewAccount.tsx';
import { byUnit, type Kept } from './units.ts';
import '../shell/register.css';

const COLUMNS: readonly Column<Kept>[] = [
  {
    title: '账号',
    cell: ({ id, login, name }) => (
      <>
        <WayLink to="/accounts" search={{ account: id }} className="ledger__name">
          {name}
        </WayLink>
        <span className="ledger__under">{login}</span>
      </>
    ),
  },
  {
    title: '单位和角色',
    kind: 'wide',
    cell: ({ roles }) =>
      roles.length === 0 ? (
        <span className="ledger__none">没有有效的角色</span>
      ) : (
        byUnit(roles).map(({ id, name, words }) => (
          <span key={id} className="ledger__under">
            {name} · {words.join('、')}
          </span>
        ))
      ),
  },
  {
    title: '状态',
    cell: ({ isOpen, mustChangePassword }) => (
      <>
        <StateTag tone={isOpen ? 'done' : 'rest'} word={isOpen ? '使用中' : '已停用'} />
        {isOpen && mustChangePassword ? <span className="ledger__under">还没改初始密码</span> : null}
      </>
    ),
  },
];

export function Accounts() {
  const { text, account } = useSearchOf<AccountsSearch>();
  const go = useGo();
  const [typed, setTyped] = useState(text ?? '');
  const list = usePages(DeskAccounts, { search: text ?? null }, (data) => data.accounts);
  const open = (id: string | undefined) => go({ to: '/accounts', search: { text, account: id } });
  return (
    <Page
      title="账号"
      lead="社工站、社会组织和本单位人员的账号。密码只在开通或重置时显示一次，请当面或电话告知。"
      actions={
        <Button kind="primary" onClick={() => open('new')}>
          开通账号
        </Button>
      }
    >
      <form
        className="register__search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          go({ to: '/accounts', search: { text: typed.trim() || undefined } });
        }}
      >
        <TextField label="姓名或账号" value={typed} onChange={setTyped} />
        <Button type="submit">查找账号</Button>
      </form>
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
        {(rows) => (
          <>
            {rows.length === 0 ? (
              <Empty title="没有找到账号">可以换个姓名查找，或点“开通账号”。</Empty>
            ) : (
              <Ledger
                name="账号"
                columns={COLUMNS}
                rows={rows}
                onOpen={({ id }) => open(id)}
                openedId={account}
                foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
              />
            )}
            <Side open={account === 'new'} onClose={() => open(undefined)} title="开通账号">
              {account === 'new' ? <NewAccount onDone={list.again} /> : null}
            </Side>
            <AccountSheet
              account={rows.find(({ id }) => id === account)}
              onClose={() => open(undefined)}
              onDone={list.again}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
