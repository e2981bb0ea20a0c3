// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.Route;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.operations.notification.channel.Names;
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
record RouteOrder(Route route, String reason) {
    private static final Set<String> FIELDS = Set.of("sink", "services", "severity", "events", "holdAfter", "reason");
    private static final Duration LONGEST_HOLD = Duration.ofDays(7);
    private static final Set<String> WORDS = words();

    /// @param sinks names of all
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong
    static RouteOrder read(String name, JsonNode body, Set<String> sinks) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(FIELDS);
        Names.check(name, faults);
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
        Duration hold = fields.duration("holdAfter", Route.USUAL_HOLD);
        if (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
            faults.add("/holdAfter", "must be PT0S to P7D, got " + hold, "PT10M is usual");
        }
        Route route = new Route(
                name,
                sink,
                Set.copyOf(fields.texts("services", List.of())),
                fields.oneOf("severity", EventSeverity.class, EventSeverity.INFO),
                Set.copyOf(events),
                hold);
        String reason = fields.text("reason", "");
        RequestFaults.throwIfAny(faults, "No route was changed.");
        return new RouteOrder(route, reason);
    }

    private static Set<String> words() {
        Set<String> words = new HashSet<>(Set.of(Route.ALL));
        words.addAll(Arrays.stream(EventKind.values())
                .filter(kind -> kind != EventKind.TEST)
                .flatMap(kind -> java.util.stream.Stream.of(kind.word(), kind.family()))
                .collect(Collectors.toSet()));
        return Set.copyOf(words);
    }
}
