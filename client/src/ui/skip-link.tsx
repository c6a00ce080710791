import './visually-hidden.css';

/** The first stop of the keyboard: past the header to the page itself. `to` is the landing place's id. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      className="skip-link"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
