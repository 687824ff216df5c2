import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** The built desk goes into the Python package, so that users need no Node. */
export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../clew/web/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8200" } },
});
