// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.operations.notification.channel.ChannelAndRuleNameValidator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The factory of rules from requests.
final class NotificationRuleFactory {
    private static final Duration LONGEST_HOLD = Duration.ofDays(7);
    private static final Set<String> ALLOWED_EVENTS = Stream.concat(
                    Stream.of(NotificationRule.ALL),
                    Arrays.stream(EventKind.values())
                            .filter(kind -> kind != EventKind.TEST)
                            .flatMap(kind -> Stream.of(kind.wireName(), kind.family())))
            .collect(Collectors.toUnmodifiableSet());

    private NotificationRuleFactory() {}

    /// Validates a request.
    ///
    /// @param channels names of all channels
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static PutNotificationRuleRequest validate(
            String name, JsonRequest<PutNotificationRuleRequest> body, Set<String> channels) {
        return body.orThrow(
                "The notification rule was not changed.", (given, errors) -> check(name, given, channels, errors));
    }

    /// Creates a rule.
    ///
    /// @param request valid request
    static NotificationRule create(String name, PutNotificationRuleRequest request) {
        return new NotificationRule(
                name,
                request.channel(),
                Set.copyOf(orEmpty(request.services())),
                Objects.requireNonNullElse(request.severity(), EventSeverity.INFO),
                Set.copyOf(orEmpty(request.events())),
                Objects.requireNonNullElse(request.holdAfter(), NotificationRule.DEFAULT_HOLD));
    }

    private static void check(
            String name, PutNotificationRuleRequest request, Set<String> channels, ValidationErrors errors) {
        ChannelAndRuleNameValidator.validate(name, errors);
        if (request.channel() != null && !channels.contains(request.channel())) {
            errors.add(
                    "/channel",
                    "channel \"" + request.channel() + "\" does not exist",
                    channels.isEmpty()
                            ? "create a channel first: ./evenkeel channel create"
                            : "use one of " + String.join(", ", new TreeSet<>(channels)));
        }
        orEmpty(request.events()).stream()
                .filter(event -> !ALLOWED_EVENTS.contains(event))
                .forEach(event -> errors.add(
                        "/events",
                        "unknown event kind \"" + event + "\"",
                        "use * or one of " + String.join(", ", new TreeSet<>(ALLOWED_EVENTS))));
        Duration hold = request.holdAfter();
        if (hold != null && (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0)) {
            errors.add("/holdAfter", "must be PT0S to P7D, got " + hold, "use a duration such as PT10M");
        }
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
