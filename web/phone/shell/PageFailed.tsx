/** A page that broke while being drawn, most often because a new version replaced the one being loaded. */
import { ErrorState } from '../../kit/Blank.tsx';

export function PageFailed() {
  return (
    <main className="page">
      <ErrorState
        fault={{
          kind: 'server',
          title: '这一页没有打开',
          remedy: '请重新打开；仍不行的，请联系县区民政局。',
          code: 'PAGE-1',
        }}
        onRetry={() => location.reload()}
      />
    </main>
  );
}
