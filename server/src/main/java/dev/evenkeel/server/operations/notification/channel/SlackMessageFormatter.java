// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The formatter of events as a message for Slack's incoming webhooks: a plain text for notifications, and
/// blocks. Text written by users is escaped, so it can neither mention users nor add links.
///
/// See https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and its page on formatting
/// text.
final class SlackMessageFormatter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_EVENTS = 8;
    /* Slack accepts 3,000 characters in a section. */
    private static final int LONGEST = 2_500;

    private SlackMessageFormatter() {}

    /// @param events events of one topic, in order, one or more
    static ObjectNode format(List<Event> events, InstallationIdentity sender) {
        Event last = events.getLast();
        ObjectNode message = JSON.createObjectNode()
                .put(
                        "text",
                        escape(last.title() + ": " + last.reason()) + " "
                                + sender.link(last.subject().path()));
        ArrayNode blocks = message.putArray("blocks");
        events.stream()
                .skip(Math.max(0, events.size() - MOST_EVENTS))
                .forEach(event -> section(blocks, "*" + escape(event.title()) + "*\n" + escape(event.reason())));
        String more = events.size() > MOST_EVENTS ? events.size() - MOST_EVENTS + " earlier events · " : "";
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", more + foot(last, sender));
        return message;
    }

    private static String foot(Event event, InstallationIdentity sender) {
        return "<" + sender.link(event.subject().path()) + "|Open in Evenkeel> · "
                + escape(event.subject().service()) + " · " + event.severity().name() + " · "
                + event.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
