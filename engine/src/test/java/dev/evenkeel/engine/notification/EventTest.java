// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:00:00Z");

    private static Event event(EventKind kind, EventSeverity severity) {
        return Event.of("e", kind, AT, new Event.Subject("payments", "", "s", "t", "/"), severity);
    }

    @Test
    void truncatesEventTextAndPreservesFactOrder() {
        Event event = event(EventKind.HELD, EventSeverity.INFO)
                .withText("t", "x".repeat(5_000))
                .withFact("b", "1")
                .withFact("a", "2")
                .withFact("none", "")
                .withLink(Event.RelatedEventRole.CHANGE, "r-1.started");
        assertThat(event.reason()).hasSize(Event.MAX_TEXT_LENGTH).endsWith("…");
        assertThat(event.facts().keySet()).containsExactly("b", "a");
        assertThat(event.factValue("none")).isEmpty();
        assertThat(event.links()).containsExactly(new Event.RelatedEvent(Event.RelatedEventRole.CHANGE, "r-1.started"));
    }
}
