/** Made while the host bundle is built: every base component and service that our components may import. */
declare module 'virtual:base-modules' {
  export const baseModules: Readonly<Record<string, unknown>>;
}

declare module '@lwc/synthetic-shadow';
