// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.operations.notification.channel.ChannelNameValidator;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A route as somebody orders it.
///
/// @param reason for the ledger
record NotificationRuleRequest(NotificationRule route, String reason) {
    private static final Set<String> FIELDS = Set.of("sink", "services", "severity", "events", "holdAfter", "reason");
    private static final Duration LONGEST_HOLD = Duration.ofDays(7);
    private static final Set<String> WORDS = words();

    /// @param sinks names of all
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    static NotificationRuleRequest read(String name, JsonNode body, Set<String> sinks) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        ChannelNameValidator.check(name, faults);
        String sink = fields.text("sink", "");
        if (!sinks.contains(sink)) {
            faults.add(
                    "/sink",
                    sink.isEmpty() ? "is missing" : "there is no sink \"" + sink + "\"",
                    sinks.isEmpty()
                            ? "make one first: PUT /api/v1/sinks/NAME"
                            : "name one of " + String.join(", ", new TreeSet<>(sinks)));
        }
        List<String> events = fields.texts("events", List.of());
        events.stream()
                .filter(word -> !WORDS.contains(word))
                .forEach(word -> faults.add(
                        "/events",
                        "there is no kind of event \"" + word + "\"",
                        "use * or one of " + String.join(", ", new TreeSet<>(WORDS))));
        Duration hold = fields.duration("holdAfter", NotificationRule.USUAL_HOLD);
        if (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
            faults.add("/holdAfter", "must be PT0S to P7D, got " + hold, "PT10M is usual");
        }
        NotificationRule route = new NotificationRule(
                name,
                sink,
                Set.copyOf(fields.texts("services", List.of())),
                fields.oneOf("severity", EventSeverity.class, EventSeverity.INFO),
                Set.copyOf(events),
                hold);
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "No route was changed.");
        return new NotificationRuleRequest(route, reason);
    }

    private static Set<String> words() {
        Set<String> words = new HashSet<>(Set.of(NotificationRule.ALL));
        words.addAll(Arrays.stream(EventKind.values())
                .filter(kind -> kind != EventKind.TEST)
                .flatMap(kind -> java.util.stream.Stream.of(kind.word(), kind.family()))
                .collect(Collectors.toSet()));
        return Set.copyOf(words);
    }
}
