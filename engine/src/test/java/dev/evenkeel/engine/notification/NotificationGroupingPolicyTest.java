// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NotificationGroupingPolicyTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:00:00Z");
    private static final NotificationGroupingPolicy GROUPING = NotificationGroupingPolicy.FOR_PEOPLE;

    private static Event event(EventKind kind, EventSeverity severity) {
        return Event.of("e", kind, AT, new Event.Subject("payments", "", "s", "t", "/"), severity);
    }

    @Test
    void groupsEventsThenThrottlesFurtherOnes() {
        Event more = event(EventKind.INCIDENT_REOPENED, EventSeverity.TICKET);
        assertThat(GROUPING.dueAt(more, null, AT)).isEqualTo(AT.plusSeconds(2));
        var sentNotification =
                new NotificationGroupingPolicy.SentNotification(AT.minusSeconds(60), EventSeverity.TICKET);
        assertThat(GROUPING.dueAt(more, sentNotification, AT)).isEqualTo(AT.plusSeconds(240));
        var longAgo = new NotificationGroupingPolicy.SentNotification(AT.minusSeconds(600), EventSeverity.TICKET);
        assertThat(GROUPING.dueAt(more, longAgo, AT)).isEqualTo(AT.plusSeconds(2));
    }

    @Test
    void sendsEscalationsAndResolutionsWithoutThrottling() {
        var sentNotification =
                new NotificationGroupingPolicy.SentNotification(AT.minusSeconds(60), EventSeverity.TICKET);
        assertThat(GROUPING.dueAt(event(EventKind.INCIDENT_SEVERITY_RAISED, EventSeverity.PAGE), sentNotification, AT))
                .isEqualTo(AT.plusSeconds(2));
        assertThat(GROUPING.dueAt(event(EventKind.INCIDENT_RESOLVED, EventSeverity.INFO), sentNotification, AT))
                .isEqualTo(AT.plusSeconds(2));
    }
}
