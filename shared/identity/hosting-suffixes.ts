/**
 * Services whose customers live below one domain and which have not entered it in the private section of the Public
 * Suffix List. Without this all their customers would be one prospect, and the first registration would lock the rest.
 */
export const HOSTING_SUFFIXES: readonly string[] = [
  'atlassian.net',
  'bigcartel.com',
  'blogspot.de',
  'business.site',
  'company.site',
  'godaddysites.com',
  'hs-sites.com',
  'hs-sites-eu1.com',
  'hubspotpagebuilder.com',
  'hubspotpagebuilder.eu',
  'jimdofree.com',
  'jimdosite.com',
  'my.salesforce.com',
  'my.salesforce-sites.com',
  'my.site.com',
  'myfreesites.net',
  'mystrikingly.com',
  'onmicrosoft.com',
  'sharepoint.com',
  'site123.me',
  'substack.com',
  'tumblr.com',
  'ueniweb.com',
  'webnode.com',
  'webnode.page',
  'weebly.com',
  'wordpress.com',
];
