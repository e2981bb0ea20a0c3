// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NotificationRuleTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:00:00Z");
    private static final NotificationRule DEFAULT_RULE = new NotificationRule(
            "payments", "oncall", Set.of("payments"), EventSeverity.INFO, Set.of(), Duration.ofMinutes(10));

    private static Event event(EventKind kind, String service, EventSeverity severity) {
        return Event.of("e", kind, AT, new Event.Subject(service, "", "s", "t", "/"), severity);
    }

    private static NotificationRule ruleFor(String... events) {
        return new NotificationRule("r", "s", Set.of(), EventSeverity.INFO, Set.of(events), Duration.ZERO);
    }

    @Test
    void matchesOnlyImportantEventsByDefault() {
        assertThat(Arrays.stream(EventKind.values())
                        .filter(kind -> DEFAULT_RULE.matches(event(kind, "payments", EventSeverity.TICKET))))
                .containsExactly(
                        EventKind.HELD,
                        EventKind.ROLLED_BACK,
                        EventKind.APPROVAL_REQUESTED,
                        EventKind.SLO_ALERT_FIRED,
                        EventKind.SLO_BUDGET_STATE_CHANGED);
        assertThat(DEFAULT_RULE.matches(event(EventKind.HELD, "payments", EventSeverity.INFO)))
                .as("a hold that is part of the plan")
                .isFalse();
        assertThat(DEFAULT_RULE.matches(event(EventKind.ROLLED_BACK, "orders", EventSeverity.TICKET)))
                .isFalse();
    }

    @Test
    void matchesClosingEventsOfMatchedOpeningEvents() {
        assertThat(Arrays.stream(EventKind.values())
                        .filter(kind -> DEFAULT_RULE.matchesClosing(event(kind, "payments", EventSeverity.INFO))))
                .containsExactly(EventKind.HOLD_ENDED, EventKind.APPROVAL_CLOSED, EventKind.SLO_ALERT_RESOLVED);
        assertThat(ruleFor("incident.detected")
                        .matchesClosing(event(EventKind.INCIDENT_RESOLVED, "x", EventSeverity.INFO)))
                .isTrue();
        assertThat(ruleFor("rollout").matchesClosing(event(EventKind.INCIDENT_RESOLVED, "x", EventSeverity.INFO)))
                .isFalse();
    }

    @Test
    void matchesEventKindsFamiliesAndWildcard() {
        Event held = event(EventKind.HELD, "x", EventSeverity.INFO);
        assertThat(ruleFor("*").matches(held)).isTrue();
        assertThat(ruleFor("rollout").matches(held)).isTrue();
        assertThat(ruleFor("rollout.held").matches(held)).isTrue();
        assertThat(ruleFor("rollout.exposure-changed", "incident").matches(held))
                .isFalse();
    }

    @Test
    void matchesEventsOfMinimumSeverity() {
        NotificationRule pages =
                new NotificationRule("r", "s", Set.of(), EventSeverity.PAGE, Set.of("incident"), Duration.ZERO);
        assertThat(pages.matches(event(EventKind.INCIDENT_DETECTED, "x", EventSeverity.PAGE)))
                .isTrue();
        assertThat(pages.matches(event(EventKind.INCIDENT_DETECTED, "x", EventSeverity.TICKET)))
                .isFalse();
    }

    @Test
    void delaysOnlyHoldEvents() {
        assertThat(DEFAULT_RULE.delay(event(EventKind.HELD, "payments", EventSeverity.TICKET)))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(DEFAULT_RULE.delay(event(EventKind.ROLLED_BACK, "payments", EventSeverity.TICKET)))
                .isZero();
    }

    @Test
    void findsEventKindByNameAndType() {
        assertThat(EventKind.findByName("rollout.held")).contains(EventKind.HELD);
        assertThat(EventKind.findByName("dev.evenkeel.slo.alert-fired")).contains(EventKind.SLO_ALERT_FIRED);
        assertThat(EventKind.findByName("rollout")).isEmpty();
    }
}
