import type { MouseEvent, ReactNode } from 'react';
import type { HrefProp, LinkProps } from '@hubspot/ui-extensions';
import type { PageLinkProps } from '@hubspot/ui-extensions/pages';
import { appPageAddress } from '../extension/page-actions.ts';
import { useRouter } from '../router.tsx';
import { classes, send, testAttributes, toEvent } from './host-kit.ts';
import { OverlayTrigger, useReactions } from './overlay-registry.tsx';

interface AddressProps {
  readonly href: HrefProp;
  readonly className?: string;
  readonly describedBy?: string | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly preventDefault?: boolean | undefined;
  readonly 'data-test-id'?: string;
  readonly children?: ReactNode;
}

/** An address that an extension names: HubSpot's own record pages open here, everything else in a new tab. */
export function Address({
  href,
  className,
  describedBy,
  onClick,
  preventDefault = false,
  children,
  ...rest
}: AddressProps) {
  const { go } = useRouter();
  const url = typeof href === 'string' ? href : href.url;
  const local = localPath(url);
  const isSafe = local !== undefined || /^(https?:|mailto:|tel:)/i.test(url);
  const click = (event: MouseEvent) => {
    onClick?.(event);
    if (preventDefault || !isSafe) event.preventDefault();
    else if (local !== undefined && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      go(local);
    }
  };
  return (
    <a
      href={isSafe ? (local ?? url) : '#'}
      className={className}
      aria-describedby={describedBy}
      onClick={click}
      {...(local === undefined && { target: '_blank', rel: 'noreferrer' })}
      {...rest}
    >
      {children}
      {local === undefined && typeof href === 'object' && href.external === true && <span aria-hidden="true"> ↗</span>}
    </a>
  );
}

/** `https://app.hubspot.com/contacts/4242/record/0-3/77` is `/record/0-3/77` here. */
function localPath(url: string): string | undefined {
  const record = /^(?:https:\/\/app[\w.-]*\.hubspot\.com)?\/contacts\/\d+\/record\/(0-[123])\/(\d+)/.exec(url);
  if (record !== null) return `/record/${record[1]}/${record[2]}`;
  return url.startsWith('/') && !url.startsWith('//') ? url : undefined;
}

export function Link({ href, children, variant = 'primary', onClick, preventDefault, overlay, testId }: LinkProps) {
  const reactions = useReactions();
  return (
    <OverlayTrigger overlay={overlay}>
      {({ open, describedBy }) => (
        <Address
          href={href}
          className={classes('link', variant)}
          describedBy={describedBy}
          preventDefault={preventDefault === true || (overlay !== undefined && overlay !== null)}
          onClick={(event) => {
            send(onClick, toEvent(event), reactions);
            open();
          }}
          {...testAttributes(testId)}
        >
          {children}
        </Address>
      )}
    </OverlayTrigger>
  );
}

export const PageLink = ({ to, params, children, testId }: PageLinkProps) => (
  <Address href={appPageAddress(to, params)} className="link primary" {...testAttributes(testId)}>
    {children}
  </Address>
);
