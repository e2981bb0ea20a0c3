// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeOutcomeRuleTest {
    private static final Instant DONE = Instant.parse("2026-11-25T12:00:00Z");
    private static final ChangeOutcomeRule RULE = ChangeOutcomeRule.STANDARD;

    /// `harms` are causes with a severity behind a colon.
    @ParameterizedTest(name = "{0}, {1}, {2} h later: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RUNNING  |                        | 99 | OPEN     | in progress",
                "STOPPED  |                        | 1  | STOPPED  | the guard rolled it back",
                "ABORTED   |                        | 1  | ABORTED  | aborted by a user",
                "COMPLETED |                        | 23 | OPEN     | harm may still appear until 2026-11-26T12:00:00Z",
                "COMPLETED |                        | 24 | CLEAN    | no harm found",
                "COMPLETED | ROLLED_BACK            | 1  | FAILED   | ROLLED_BACK",
                "COMPLETED | REPAIRED               | 99 | FAILED   | REPAIRED",
                "COMPLETED | INCIDENT:3             | 99 | FAILED   | INCIDENT:3",
                "COMPLETED | INCIDENT:2             | 99 | MAJOR    | INCIDENT:2",
                "COMPLETED | ROLLED_BACK INCIDENT:1 | 99 | MAJOR    | INCIDENT:1",
                "COMPLETED | INCIDENT:0             | 99 | FAILED   | INCIDENT:0",
                "COMPLETED | REPAIRED:1             | 99 | FAILED   | REPAIRED:1",
                "STOPPED  | INCIDENT:1             | 99 | MAJOR    | INCIDENT:1"
            })
    void classifiesChangeByStatusHarmAndTime(
            ChangeStatus status, String harms, long hoursLater, ChangeOutcome outcome, String reason) {
        ChangeOutcomeRule.Verdict verdict =
                RULE.evaluate(change(status), harms(harms), DONE.plus(Duration.ofHours(hoursLater)));

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).startsWith(reason);
        assertThat(verdict.rule()).isEqualTo("standard-1");
    }

    @Test
    void rejectsRunningChangeWithEndTime() {
        assertThatThrownBy(() ->
                        new Change("ch-1", "s", "e", ChangeKind.CODE, ChangeStatus.RUNNING, DONE, DONE, null, false))
                .hasMessageContaining("ch-1 is RUNNING");
    }

    private static Change change(ChangeStatus status) {
        return new Change(
                "ch-1",
                "payments",
                "production",
                ChangeKind.CODE,
                status,
                DONE.minusSeconds(60),
                status == ChangeStatus.RUNNING ? null : DONE,
                null,
                false);
    }

    private static List<ChangeHarmEvent> harms(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(ChangeOutcomeRuleTest::harm)
                        .toList();
    }

    private static ChangeHarmEvent harm(String text) {
        String[] parts = text.split(":");
        return new ChangeHarmEvent(
                ChangeHarmEvent.Cause.valueOf(parts[0]),
                DONE,
                null,
                parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
                text);
    }
}
