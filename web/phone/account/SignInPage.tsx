/** The phone's sign-in page. */
import { useSearch } from '@tanstack/react-router';
import { safeNext, SignIn } from '../../kit/SignIn.tsx';
import { useTitle } from '../shell/Page.tsx';

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  useTitle('登录');
  return <SignIn face="乡镇（街道）社工站与社会组织的结对帮扶" next={safeNext(next, '/m/')} />;
}
