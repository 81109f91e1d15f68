import { useEffect } from 'react';
import type { HeaderActionButtonProps, HeaderActionsProps } from '@hubspot/ui-extensions';
import type {
  PageBreadcrumbsCurrentProps,
  PageBreadcrumbsPageLinkProps,
  PageBreadcrumbsProps,
  PageHeaderLinkProps,
  PageHeaderPageLinkProps,
  PageHeaderPrimaryActionProps,
  PageHeaderProps,
  PageHeaderSecondaryActionsProps,
  PageTitleProps,
} from '@hubspot/ui-extensions/pages';
import { appPageAddress } from '../extension/page-actions.ts';
import { Button } from './buttons.tsx';
import { testAttributes } from './host-kit.ts';
import { Address } from './links.tsx';

export function PageTitle({ children, testId }: PageTitleProps) {
  useEffect(() => {
    document.title = `${children} – PartnerLock preview, not HubSpot`;
  }, [children]);
  return (
    <h2 className="app-page-title" {...testAttributes(testId)}>
      {children}
    </h2>
  );
}

export const PageHeader = ({ children, testId }: PageHeaderProps) => (
  <div className="page-header" {...testAttributes(testId)}>
    {children}
  </div>
);
export const PageHeaderPrimaryAction = ({ children, testId }: PageHeaderPrimaryActionProps) => (
  <div className="page-header-primary" {...testAttributes(testId)}>
    {children}
  </div>
);
export const PageHeaderSecondaryActions = ({ children, testId }: PageHeaderSecondaryActionsProps) => (
  <div className="page-header-secondary" {...testAttributes(testId)}>
    {children}
  </div>
);
export const PageHeaderLink = (props: PageHeaderLinkProps) => <Button {...props} />;
export const PageHeaderPageLink = ({ to, params, children, testId }: PageHeaderPageLinkProps) => (
  <Address href={appPageAddress(to, params)} className="button secondary md" {...testAttributes(testId)}>
    {children}
  </Address>
);

export const PageBreadcrumbs = ({ children, testId }: PageBreadcrumbsProps) => (
  <nav className="breadcrumbs" aria-label="Breadcrumbs" {...testAttributes(testId)}>
    {children}
  </nav>
);
export const PageBreadcrumbsPageLink = ({ to, params, children, testId }: PageBreadcrumbsPageLinkProps) => (
  <Address href={appPageAddress(to, params)} className="link primary" {...testAttributes(testId)}>
    {children}
  </Address>
);
export const PageBreadcrumbsCurrent = ({ children, testId }: PageBreadcrumbsCurrentProps) => (
  <span aria-current="page" {...testAttributes(testId)}>
    {children}
  </span>
);

export const HeaderActions = ({ children, testId }: HeaderActionsProps) => (
  <div className="page-header" {...testAttributes(testId)}>
    {children}
  </div>
);
export const PrimaryHeaderActionButton = (props: HeaderActionButtonProps) => <Button {...props} variant="primary" />;
export const SecondaryHeaderActionButton = (props: HeaderActionButtonProps) => <Button {...props} />;
