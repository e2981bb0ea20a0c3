// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When messages are due, tried again and given up.
final class SendingRulesTest {
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

    @Test
    void doublesRetryDelayUpToLimit() {
        List<Long> shortest = new ArrayList<>();
        List<Long> longest = new ArrayList<>();
        for (int tries = 1; tries <= 10; tries++) {
            shortest.add(pause(tries, 0));
            longest.add(pause(tries, 1));
        }
        assertThat(longest).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
        assertThat(shortest).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 150L, 150L);
        assertThat(pause(1_000, 1)).isEqualTo(300);
    }

    private static long pause(int tries, double draw) {
        return Duration.between(
                        AT,
                        DeliveryRetryPolicy.DEFAULT
                                .nextAttempt(tries, AT, AT, null, draw)
                                .orElseThrow())
                .toSeconds();
    }

    @Test
    void stopsRetryingAfterOneDay() {
        Instant late = AT.plus(Duration.ofHours(24)).minusSeconds(200);
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(300, AT, late, null, 0))
                .contains(late.plusSeconds(150));
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(300, AT, late, null, 1))
                .isEmpty();
    }

    @Test
    void honorsRetryAfterUpToOneHour() {
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(1, AT, AT, Duration.ofSeconds(77), 0))
                .contains(AT.plusSeconds(77));
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(1, AT, AT, Duration.ofDays(7), 0))
                .contains(AT.plusSeconds(3_600));
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(1, AT, AT, Duration.ZERO, 0))
                .isEqualTo(Optional.of(AT));
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "202, DELIVERED",
        "204, DELIVERED",
        "301, REJECTED",
        "307, REJECTED",
        "400, REJECTED",
        "401, REJECTED",
        "404, REJECTED",
        "408, AGAIN",
        "410, REJECTED",
        "429, AGAIN",
        "500, AGAIN",
        "503, AGAIN",
        "0, AGAIN",
        "101, REJECTED"
    })
    void classifiesResponseByStatusCode(int status, DeliveryResponse.Outcome meaning) {
        assertThat(new DeliveryResponse(status, "", null).outcome()).isEqualTo(meaning);
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
