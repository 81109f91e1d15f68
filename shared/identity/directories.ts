import { normaliseCompanyName } from './company-name.ts';

/**
 * Whether the host is a social network, directory, shop or search page that shows other companies. Its domain then
 * names its operator and not the prospect, unless the prospect's name is the operator's: LinkedIn at `linkedin.com`.
 */
export function isDirectoryPage(host: string, companyName: string): boolean {
  const operators = operatorsOf(host.replace(COUNTRY_SITE, '$1.com'));
  // The entire name, since many begin alike: "X Energy" writes x.com/xenergy, and must not be taken for X.
  return operators !== null && !operators.includes(normaliseCompanyName(companyName));
}

function operatorsOf(host: string): readonly string[] | null {
  const labels = host.split('.');
  for (let first = 0; first < labels.length - 1; first += 1) {
    const operators = DIRECTORIES.get(labels.slice(first).join('.'));
    if (operators !== undefined) return operators;
  }
  return null;
}

/** Directories with a domain per country: `google.co.uk`, `glassdoor.de`. */
const COUNTRY_SITE =
  /(?<![^.])(capterra|europages|glassdoor|google|indeed|kompass|pinterest|trustpilot|yelp)\.(?:com?\.)?[a-z]{2}$/;

/** Each host, also for everything below it, with the normalised names of its operator. */
const DIRECTORIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['about.me', ['about me']],
  ['angel.co', ['angellist', 'wellfound']],
  ['apollo.io', ['apollo', 'apollo io']],
  ['apps.apple.com', []],
  ['archive.org', ['internet archive']],
  ['bbb.org', ['better business bureau', 'bbb']],
  ['bing.com', ['bing', 'microsoft']],
  ['bit.ly', ['bitly']],
  ['bloomberg.com', ['bloomberg']],
  ['bsky.app', ['bluesky']],
  ['capterra.com', ['capterra', 'gartner']],
  ['clutch.co', ['clutch']],
  ['companieshouse.gov.uk', ['companies house']],
  ['crunchbase.com', ['crunchbase']],
  ['dnb.com', ['dun and bradstreet', 'd and b', 'dnb']],
  ['etsy.com', ['etsy', 'etsy com']],
  ['europages.com', ['europages']],
  ['facebook.com', ['facebook', 'meta', 'meta platforms']],
  ['fb.com', ['facebook', 'meta', 'meta platforms']],
  ['find-and-update.company-information.service.gov.uk', []],
  ['freshdesk.com', ['freshdesk', 'freshworks']],
  ['g.page', ['google']],
  ['g2.com', ['g2']],
  ['getapp.com', ['getapp']],
  ['github.com', ['github']],
  ['gitlab.com', ['gitlab']],
  ['glassdoor.com', ['glassdoor']],
  ['goo.gl', ['google']],
  ['google.com', ['google', 'google cloud']],
  ['indeed.com', ['indeed']],
  ['instagram.com', ['instagram', 'meta', 'meta platforms']],
  ['jimdo.com', ['jimdo']],
  ['kompass.com', ['kompass']],
  ['kununu.com', ['kununu', 'new work']],
  ['linkedin.com', ['linkedin', 'linked in']],
  ['linktr.ee', ['linktree']],
  ['lnkd.in', ['linkedin', 'linked in']],
  ['maps.apple.com', []],
  ['medium.com', ['medium', 'a medium']],
  ['northdata.com', ['north data']],
  ['northdata.de', ['north data']],
  ['opencorporates.com', ['opencorporates']],
  ['pinterest.com', ['pinterest']],
  ['pitchbook.com', ['pitchbook']],
  ['producthunt.com', ['product hunt']],
  ['reddit.com', ['reddit']],
  ['rocketreach.co', ['rocketreach']],
  ['squarespace.com', ['squarespace']],
  ['t.co', ['x', 'twitter']],
  ['t.me', ['telegram']],
  ['threads.net', ['threads', 'meta', 'meta platforms']],
  ['tiktok.com', ['tiktok', 'bytedance']],
  ['tinyurl.com', ['tinyurl']],
  ['trustpilot.com', ['trustpilot']],
  ['twitter.com', ['x', 'twitter']],
  ['typeform.com', ['typeform']],
  ['vimeo.com', ['vimeo']],
  ['vk.com', ['vk', 'vkontakte']],
  ['wa.me', ['whatsapp', 'meta', 'meta platforms']],
  ['wikipedia.org', ['wikipedia', 'wikimedia']],
  ['wix.com', ['wix', 'wix com']],
  ['x.com', ['x', 'twitter']],
  ['xing.com', ['xing', 'new work']],
  ['yellowpages.com', ['yellow pages', 'yellowpages', 'thryv']],
  ['yelp.com', ['yelp']],
  ['youtu.be', ['youtube']],
  ['youtube.com', ['youtube']],
  ['zendesk.com', ['zendesk']],
  ['zoominfo.com', ['zoominfo']],
]);
