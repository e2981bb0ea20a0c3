// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Something that happened, as others are told of it.
///
/// @param id the same whenever and by whichever server it is found: `r-1.decision.7`
/// @param kind what sort of thing
/// @param at when it happened
/// @param about whom it concerns
/// @param severity how soon somebody has to know
/// @param title what happened, in a few words
/// @param reason why, one sentence for people
/// @param links events before it
/// @param facts what it rests on, by name, in the order for people
public record Event(
        String id,
        EventKind kind,
        Instant at,
        Subject about,
        EventSeverity severity,
        String title,
        String reason,
        List<Link> links,
        Map<String, String> facts) {
    /// The longest text of an event, in characters; more is cut off.
    static final int LONGEST = 2_000;

    public Event {
        title = cut(title);
        reason = cut(reason);
        links = List.copyOf(links);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// Whom an event concerns.
    ///
    /// @param service key of the service
    /// @param environment its name; empty where an event is of none
    /// @param subject what it happened to: `rollout:r-1`, `incident:i-1`, `slo:availability`
    /// @param topic what belongs together, for people and for those who pick out repetitions: all that is told
    ///     of one incident, one hold, one alert
    /// @param path page of the console that shows it: `/rollouts/r-1`
    public record Subject(String service, String environment, String subject, String topic, String path) {}

    /// An event that this one follows from.
    ///
    /// @param relation what the other one is to this one
    /// @param event id of the other one
    public record Link(Relation relation, String event) {}

    /// What an earlier event is to a later one.
    public enum Relation {
        /// The start of the change that it is about.
        CHANGE,
        /// The decision that it carries out.
        DECISION,
        /// The rollback that it comes from.
        ROLLBACK,
        /// The beginning of what it goes on with.
        BEGIN;

        /// The relation as it is sent: `change`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A new one without links and facts.
    public static Event of(String id, EventKind kind, Instant at, Subject about, EventSeverity severity) {
        return new Event(id, kind, at, about, severity, "", "", List.of(), Map.of());
    }

    /// The same in other words.
    public Event saying(String newTitle, String newReason) {
        return new Event(id, kind, at, about, severity, newTitle, newReason, links, facts);
    }

    /// The same, under another topic.
    public Event under(String topic) {
        var other = new Subject(about.service(), about.environment(), about.subject(), topic, about.path());
        return new Event(id, kind, at, other, severity, title, reason, links, facts);
    }

    /// The same, following from another event.
    public Event after(Relation relation, String event) {
        List<Link> more = new ArrayList<>(links);
        more.add(new Link(relation, event));
        return new Event(id, kind, at, about, severity, title, reason, more, facts);
    }

    /// The same with one more fact; as it is when the value is empty.
    public Event with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, cut(value));
        return new Event(id, kind, at, about, severity, title, reason, links, more);
    }

    /// The value of a fact; empty when it has none of that name.
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
