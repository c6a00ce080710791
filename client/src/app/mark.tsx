/** Our mark: a hand's grip on a rail. The name beside it says the same. */
export function Mark({ size = 26 }: { size?: number }) {
  const side = `${size / 16}rem`;
  return (
    <svg className="mark" viewBox="0 0 26 26" width={side} height={side} aria-hidden="true" focusable="false">
      <rect width="26" height="26" rx="7" fill="var(--action)" />
      <path d="M6 17.5c3.5 0 3.5-9 7-9s3.5 9 7 9" fill="none" stroke="var(--on-action)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
