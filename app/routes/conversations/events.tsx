import { renderToStaticMarkup } from "react-dom/server";
import { AnswerBody } from "#components/talk/answer-body.tsx";
import { conversationEvents } from "#http/conversation-events.server.ts";
import { toShownAnswer } from "#http/conversation-page.server.ts";
import { resource } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";

/** The page's own stream. Its last event brings the answer as the page shows it, in the page's language. */
export const loader = resource(async (args) => {
  const language = new URL(args.request.url).searchParams.get("language") === "hi" ? "hi" : "en";
  return conversationEvents(args, {
    language,
    render: (answer, analysisId) =>
      renderToStaticMarkup(
        <AnswerBody
          messages={messagesOf(language)}
          answer={toShownAnswer(answer, { analysisId, language })}
        />,
      ),
  });
});
