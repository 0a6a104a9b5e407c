/** An address that leads nowhere. */
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';

export function NotThere() {
  return (
    <Empty
      title="没有这一页"
      action={
        <Link to="/" className={buttonClass()}>
          回到待办
        </Link>
      }
    >
      地址可能写错了，或者内容已不在您的查看范围。
    </Empty>
  );
}
