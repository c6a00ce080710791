import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.js';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import { Keys, ariaKeys } from './kbd.js';
import './button.css';

export type ButtonVariant = 'primary' | 'danger' | 'outline' | 'quiet';
export type ButtonSize = 's' | 'm' | 'l';

interface Look {
  /** `primary` the one thing to do, `danger` for emergencies alone, `outline` everything else, `quiet` in dense places. */
  variant?: ButtonVariant | undefined;
  /** `l` is the phone's bottom-of-screen button. */
  size?: ButtonSize | undefined;
  icon?: IconName | undefined;
  /** Keys that do the same, shown at the end and announced. */
  keys?: readonly string[] | undefined;
  /** As wide as its container. */
  block?: boolean | undefined;
  children: ReactNode;
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
    /** Working: keeps its place, its width and the focus, and does not act twice. */
    busy?: boolean | undefined;
    ref?: Ref<HTMLButtonElement>;
  };

function look({ variant = 'outline', size = 'm', block }: Omit<Look, 'children'>, className?: string): string {
  return classNames('button', `button-${variant}`, `button-${size}`, block && 'button-block', className);
}

function Inside({ icon, keys, size, children }: Pick<Look, 'icon' | 'keys' | 'size' | 'children'>) {
  return (
    <>
      {icon && <Icon name={icon} size={size === 'l' ? 18 : 14} />}
      <span className="button-words">{children}</span>
      {keys && <Keys keys={keys} />}
    </>
  );
}

/** A button says the act ("Send now"), never OK. */
export function Button({ variant, size, icon, keys, block, busy, children, className, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={look({ variant, size, block }, className)}
      aria-keyshortcuts={ariaKeys(keys)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <Inside icon={icon} keys={keys} size={size}>
        {children}
      </Inside>
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. Takes a router's `href` and `onClick`. */
export function ButtonLink({
  variant,
  size,
  icon,
  keys,
  block,
  children,
  className,
  ...rest
}: Look & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children'> & { ref?: Ref<HTMLAnchorElement> }) {
  return (
    <a
      {...rest}
      className={look({ variant, size, block }, className)}
      aria-keyshortcuts={ariaKeys(keys)}
    >
      <Inside icon={icon} keys={keys} size={size}>
        {children}
      </Inside>
    </a>
  );
}

/** A button of one picture; `label` is what it does. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & { icon: IconName; label: string; ref?: Ref<HTMLButtonElement> }) {
  return (
    <button type="button" {...rest} className={classNames('icon-button', className)} aria-label={label} title={label}>
      <Icon name={icon} size={16} />
    </button>
  );
}

/** A small act within text or beside a fact ("Change"), underlined like a link because that is how it reads. */
export function LinkButton({ children, className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={classNames('link-button', className)}>
      {children}
    </button>
  );
}

/** Rings a number. The number is isolated, so that it reads the same in text that runs from right to left. */
export function PhoneLink({
  number,
  words,
  variant,
  size,
  block,
}: {
  number: string;
  /** What stands before the number: "To speak now ring". */
  words?: string;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  block?: boolean | undefined;
}) {
  return (
    <ButtonLink
      href={`tel:${number.replace(/[^+\d*#]/g, '')}`}
      icon="phone"
      className="phone-link"
      variant={variant}
      size={size}
      block={block}
    >
      {words && <>{words} </>}
      <bdi className="num nowrap">{number}</bdi>
    </ButtonLink>
  );
}
