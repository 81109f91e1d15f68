import type { ReactNode } from 'react';
import { useRouter } from '../../router.tsx';
import { useSession } from '../../session.tsx';

export function Step({ who, title, children }: { who: string; title: string; children: ReactNode }) {
  return (
    <li className="step">
      <h3>
        {title} <span className="who">{who}</span>
      </h3>
      {children}
    </li>
  );
}

/** Becomes somebody and goes to the page where that person acts. */
export function PlayAs({ person, to, children }: { person: string; to: string; children: ReactNode }) {
  const { people, play } = useSession();
  const { go } = useRouter();
  const start = async () => {
    const found = people.find(({ name }) => name.startsWith(person));
    if (found !== undefined) await play(found.name);
    go(to);
  };
  return (
    <button type="button" className="button secondary md" onClick={() => void start()}>
      {children}
    </button>
  );
}
