/**
 * For pages of other sites: puts one programme's calculator where this element stands, and lets it grow with its content.
 *
 *   <script src="https://HOST/embed.js" defer></script>
 *   <suanquan-voucher programme="cn-guizhou/suanli" lang="zh"></suanquan-voucher>
 *
 * Attributes: programme · lang (zh or en) · theme (light, dark, or as the system says) · label (of the frame, for
 * screen readers). What stands inside the element is shown until the calculator answers, and again if it does not.
 */
(() => {
  const NAME = "suanquan-voucher";
  const script = document.currentScript;
  if (script === null || customElements.get(NAME) !== undefined) return;
  const site = new URL(".", script.src);

  const HEIGHT_AT_FIRST_PX = 420;
  const HEIGHT_MAX_PX = 20_000;
  /** Longer than a slow line needs; then the visitor gets what the page itself has to say. */
  const ANSWERS_WITHIN_MS = 20_000;

  const LABELS = { zh: "算券：这张券能领多少", en: "Suanquan: what this voucher gives" };
  const languageOf = tag => (tag?.toLowerCase().startsWith("en") ? "en" : "zh");

  class SuanquanVoucher extends HTMLElement {
    static observedAttributes = ["programme", "lang", "theme", "label"];

    #frame;
    #deadline;
    #heard = event => this.#take(event);

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      // Styles are set on the elements, which the strictest content policy of a page allows.
      this.#frame = document.createElement("iframe");
      Object.assign(this.#frame.style, { display: "none", width: "100%", border: "0" });
      this.#frame.height = String(HEIGHT_AT_FIRST_PX);
      this.#frame.referrerPolicy = "no-referrer";
      root.append(this.#frame, document.createElement("slot"));
    }

    connectedCallback() {
      addEventListener("message", this.#heard);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#heard);
      clearTimeout(this.#deadline);
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    #show() {
      const language = languageOf(this.getAttribute("lang") ?? document.documentElement.lang);
      const page = new URL(language === "en" ? "en/embed/" : "embed/", site);
      const wanted = new URLSearchParams({ programme: this.getAttribute("programme") ?? "" });
      const theme = this.getAttribute("theme");
      if (theme !== null) wanted.set("theme", theme);
      page.hash = wanted.toString();
      this.#frame.title = this.getAttribute("label") ?? LABELS[language];
      if (this.#frame.src === page.href) return;
      this.#settle(false);
      // Hidden frames are laid out at no width; it is drawn, without height, until it answers.
      Object.assign(this.#frame.style, { display: "block", height: "0" });
      this.#frame.src = page.href;
      clearTimeout(this.#deadline);
      this.#deadline = setTimeout(() => this.#settle(false), ANSWERS_WITHIN_MS);
    }

    /** The frame learns to whom it may tell its height. */
    #greet() {
      this.#frame.contentWindow?.postMessage({ suanquan: "hello" }, site.origin);
    }

    #take({ data, origin, source }) {
      if (origin !== site.origin || source !== this.#frame.contentWindow) return;
      if (data?.suanquan === "ready") return this.#greet();
      if (data?.suanquan !== "height" || !Number.isFinite(data.height)) return;
      clearTimeout(this.#deadline);
      const height = Math.min(Math.max(Math.ceil(data.height), 1), HEIGHT_MAX_PX);
      this.#frame.style.height = `${height}px`;
      this.#settle(true);
    }

    #settle(shown) {
      if (!shown) this.#frame.style.display = "none";
      const slot = this.shadowRoot?.querySelector("slot");
      if (slot != null) slot.hidden = shown;
      this.toggleAttribute("ready", shown);
    }
  }

  customElements.define(NAME, SuanquanVoucher);
})();
