/** The foot of every page. Build time only. */
import { FeedbackForm } from "../feedback/feedback-form.tsx";
import { pageLink, usePage } from "../page-context.tsx";
import type { SitePage } from "../pages/site-page.ts";
import type { SiteData } from "../site-data.ts";
import { word } from "./words.ts";

interface FooterProps {
  readonly data: SiteData;
  readonly programme?: SitePage["programme"];
}

export function Footer({ data, programme }: FooterProps) {
  const { builtOn, release, feedbackMail, catalogue } = data;
  const page = usePage();
  const { language } = page;
  return (
    <footer className="footer">
      <div className="footer-inner">
        <FeedbackForm
          release={release}
          catalogue={catalogue.hash}
          {...(feedbackMail === undefined ? {} : { mail: feedbackMail })}
          {...(programme === undefined ? {} : { programme })}
        />
        <p>{word("footer", language)}</p>
        <ul>
          <li>
            <a href={pageLink(page, "about/", language)}>{word("aboutLong", language)}</a>
          </li>
          <li>
            <a href={`${pageLink(page, "about/", language)}#privacy`}>{word("privacy", language)}</a>
          </li>
          <li>
            <a href={`${pageLink(page, "about/", language)}#accessibility`}>
              {word("accessibility", language)}
            </a>
          </li>
          <li>
            <a href={pageLink(page, "embedding/", language)}>{word("embedding", language)}</a>
          </li>
          <li>
            <a href={pageLink(page, "offline/", language)}>{word("offline", language)}</a>
          </li>
        </ul>
        <p>
          {word("writtenOn", language)} <time dateTime={builtOn}>{builtOn}</time> ·{" "}
          {word("release", language)} {release}
        </p>
        <p data-offline="" hidden />
      </div>
    </footer>
  );
}
