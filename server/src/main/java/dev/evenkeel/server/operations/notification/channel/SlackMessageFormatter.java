// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Events as a message of Slack's incoming webhooks: a text for notifications, and blocks. What people have
/// written is escaped, so that it calls nobody and links nowhere.
///
/// See https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and its page on formatting
/// text.
final class SlackMessageFormatter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_EVENTS = 8;
    /* Slack takes 3,000 characters in a section. */
    private static final int LONGEST = 2_500;

    private SlackMessageFormatter() {}

    /// @param events of one topic, in order, one or more
    static ObjectNode of(List<Event> events, SenderIdentity sender) {
        Event last = events.getLast();
        ObjectNode message = JSON.createObjectNode()
                .put(
                        "text",
                        escaped(last.title() + ": " + last.reason()) + " "
                                + sender.link(last.about().path()));
        ArrayNode blocks = message.putArray("blocks");
        events.stream()
                .skip(Math.max(0, events.size() - MOST_EVENTS))
                .forEach(event -> section(blocks, "*" + escaped(event.title()) + "*\n" + escaped(event.reason())));
        String more = events.size() > MOST_EVENTS ? events.size() - MOST_EVENTS + " events before these · " : "";
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", more + foot(last, sender));
        return message;
    }

    private static String foot(Event event, SenderIdentity sender) {
        return "<" + sender.link(event.about().path()) + "|Open in Evenkeel> · "
                + escaped(event.about().service()) + " · " + event.severity().name() + " · "
                + event.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
