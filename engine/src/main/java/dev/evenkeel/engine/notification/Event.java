// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An event, as published to notification channels.
///
/// @param id identifier, the same for every server that detects the event: `r-1.decision.7`
/// @param kind kind of event
/// @param at when it happened
/// @param subject what it concerns
/// @param severity urgency
/// @param title short description
/// @param reason reason, one sentence for people
/// @param links earlier events from which it follows
/// @param facts facts by name, in the order for display
public record Event(
        String id,
        EventKind kind,
        Instant at,
        Subject subject,
        EventSeverity severity,
        String title,
        String reason,
        List<RelatedEvent> links,
        Map<String, String> facts) {
    /// Maximum length of an event's text, in characters; longer texts are truncated.
    static final int MAX_TEXT_LENGTH = 2_000;

    public Event {
        title = truncate(title);
        reason = truncate(reason);
        links = List.copyOf(links);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// The subject of an event.
    ///
    /// @param service key of the service
    /// @param environment name of the environment; empty when there is none
    /// @param resource object of the event: `rollout:r-1`, `incident:i-1`, `slo:availability`
    /// @param topic grouping and deduplication key: common to all events about one incident, one hold, one
    ///     alert
    /// @param path page in the console: `/rollouts/r-1`
    public record Subject(String service, String environment, String resource, String topic, String path) {}

    /// A link to an earlier event.
    ///
    /// @param relation role of the other event
    /// @param event id of the other event
    public record RelatedEvent(RelatedEventRole relation, String event) {}

    /// The role of an earlier event for a later one.
    public enum RelatedEventRole {
        /// The start of the change that it concerns.
        CHANGE,
        /// The decision that it executes.
        DECISION,
        /// The rollback that caused it.
        ROLLBACK,
        /// The first event of the condition that it continues or ends.
        START;

        /// Returns the serialized relation: `change`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Creates an event without links and facts.
    public static Event of(String id, EventKind kind, Instant at, Subject about, EventSeverity severity) {
        return new Event(id, kind, at, about, severity, "", "", List.of(), Map.of());
    }

    /// Returns a copy with another title and reason.
    public Event withText(String newTitle, String newReason) {
        return new Event(id, kind, at, subject, severity, newTitle, newReason, links, facts);
    }

    /// Returns a copy with another topic.
    public Event withTopic(String topic) {
        var other = new Subject(subject.service(), subject.environment(), subject.resource(), topic, subject.path());
        return new Event(id, kind, at, other, severity, title, reason, links, facts);
    }

    /// Returns a copy linked to another event.
    public Event withLink(RelatedEventRole relation, String event) {
        List<RelatedEvent> more = new ArrayList<>(links);
        more.add(new RelatedEvent(relation, event));
        return new Event(id, kind, at, subject, severity, title, reason, more, facts);
    }

    /// Returns a copy with one more fact; this when the value is empty.
    public Event withFact(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, truncate(value));
        return new Event(id, kind, at, subject, severity, title, reason, links, more);
    }

    /// Returns the value of a fact; empty when it does not exist.
    public String factValue(String name) {
        return facts.getOrDefault(name, "");
    }

    private static String truncate(String text) {
        return text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH - 1) + "…";
    }
}
