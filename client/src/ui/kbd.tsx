import './kbd.css';

/** The keys beside a button or word, for eyes only: the control itself carries `aria-keyshortcuts`. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="keys" aria-hidden="true">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}

/** One key's name as it stands on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{KEY_CAPS[children] ?? children}</kbd>;
}

const KEY_CAPS: Readonly<Record<string, string>> = { Return: '↵' };

/** The value of `aria-keyshortcuts` for keys pressed one after another: the first opens the way, so it is the one named. */
export function ariaKeys(keys: readonly string[] | undefined): string | undefined {
  return keys?.[0]?.toLowerCase();
}
