/** A person's browser as far as a form needs one: it keeps cookies per site and follows where it is sent. */
export function createBrowser() {
  const cookies = new Map<string, Map<string, string>>();

  async function open(
    url: string,
    init: RequestInit = {},
  ): Promise<{ readonly url: string; readonly status: number; readonly text: string }> {
    let next = { url, init };
    for (let hops = 0; hops < 10; hops++) {
      const response = await fetch(next.url, {
        ...next.init,
        redirect: 'manual',
        headers: { ...next.init.headers, ...cookieHeader(next.url) },
      });
      keepCookies(next.url, response);
      const location = response.headers.get('location');
      if (location === null) return { url: next.url, status: response.status, text: await response.text() };
      next = { url: new URL(location, next.url).href, init: { headers: init.headers ?? {} } };
    }
    throw new Error(`${url} redirects without end`);
  }

  function cookieHeader(url: string): Record<string, string> {
    const jar = cookies.get(new URL(url).origin);
    return jar ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {};
  }

  function keepCookies(url: string, response: Response): void {
    const { origin } = new URL(url);
    const jar = cookies.get(origin) ?? new Map<string, string>();
    for (const line of response.headers.getSetCookie()) {
      const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value.join('='));
    }
    cookies.set(origin, jar);
  }

  return {
    open,
    /** Fills in the page's form, hidden fields included, and sends it. */
    async submit(page: { readonly url: string; readonly text: string }, values: Readonly<Record<string, string>>) {
      const action = /<form[^>]*\saction="([^"]+)"/.exec(page.text)?.[1];
      if (action === undefined) throw new Error(`There is no form on ${page.url}: ${page.text.slice(0, 200)}`);
      const hidden = [...page.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
        attribute(tag, 'name'),
        attribute(tag, 'value'),
      ]);
      const body = new URLSearchParams([...hidden, ...Object.entries(values)]);
      return open(new URL(action, page.url).href, { method: 'POST', body });
    },
  };
}
export type Browser = ReturnType<typeof createBrowser>;

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'");
