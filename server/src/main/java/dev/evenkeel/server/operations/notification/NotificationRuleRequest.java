// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.operations.notification.channel.ChannelAndRuleNameValidator;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A request that creates or updates a rule.
///
/// @param reason reason for the audit log
record NotificationRuleRequest(NotificationRule rule, String reason) {
    private static final Set<String> FIELDS =
            Set.of("channel", "services", "severity", "events", "holdAfter", "reason");
    private static final Duration LONGEST_HOLD = Duration.ofDays(7);
    private static final Set<String> WORDS = allowedEvents();

    /// @param channels names of all channels
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static NotificationRuleRequest parse(String name, JsonNode body, Set<String> channels) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        ChannelAndRuleNameValidator.validate(name, errors);
        String channel = fields.text("channel", "");
        if (!channels.contains(channel)) {
            errors.add(
                    "/channel",
                    channel.isEmpty() ? "is missing" : "channel \"" + channel + "\" does not exist",
                    channels.isEmpty()
                            ? "create a channel first: ./evenkeel channel create"
                            : "use one of " + String.join(", ", new TreeSet<>(channels)));
        }
        List<String> events = fields.texts("events", List.of());
        events.stream()
                .filter(word -> !WORDS.contains(word))
                .forEach(word -> errors.add(
                        "/events",
                        "unknown event kind \"" + word + "\"",
                        "use * or one of " + String.join(", ", new TreeSet<>(WORDS))));
        Duration hold = fields.duration("holdAfter", NotificationRule.DEFAULT_HOLD);
        if (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
            errors.add("/holdAfter", "must be PT0S to P7D, got " + hold, "use a duration such as PT10M");
        }
        NotificationRule rule = new NotificationRule(
                name,
                channel,
                Set.copyOf(fields.texts("services", List.of())),
                fields.enumValue("severity", EventSeverity.class, EventSeverity.INFO),
                Set.copyOf(events),
                hold);
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The notification rule was not changed.");
        return new NotificationRuleRequest(rule, reason);
    }

    private static Set<String> allowedEvents() {
        Set<String> words = new HashSet<>(Set.of(NotificationRule.ALL));
        words.addAll(Arrays.stream(EventKind.values())
                .filter(kind -> kind != EventKind.TEST)
                .flatMap(kind -> java.util.stream.Stream.of(kind.wireName(), kind.family()))
                .collect(Collectors.toSet()));
        return Set.copyOf(words);
    }
}
