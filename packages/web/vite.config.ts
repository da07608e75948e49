import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The browser's part of the site. Addresses are relative, so that the site can be hosted under any path; everything is
 * in files of its own, so that the strictest content policy holds.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { main: "src/main.tsx" } },
  },
});
