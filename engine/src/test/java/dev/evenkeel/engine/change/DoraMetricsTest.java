// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.change.DoraMetrics.ClassifiedChange;
import dev.evenkeel.engine.stats.EmpiricalDurationDistribution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoraMetricsTest {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(28));
    private static final Instant LONG_AFTER = TO.plus(Duration.ofDays(30));

    private int number;

    @Test
    void calculatesMetricsOfPeriod() {
        Instant done = FROM.plus(Duration.ofDays(3));
        DoraMetrics measures = calculateMetrics(
                done(done, done.minus(Duration.ofHours(2)), false),
                done(done, done.minus(Duration.ofHours(30)), true),
                done(done, null, false),
                failed(done, Duration.ofMinutes(20), Duration.ofMinutes(65)),
                failed(done, Duration.ofMinutes(5), null),
                endedWithStatus(ChangeStatus.STOPPED, done),
                endedWithStatus(ChangeStatus.ABORTED, done),
                done(FROM.minusSeconds(1), null, false),
                done(TO, null, false));

        assertThat(measures.deployments()).isEqualTo(5);
        assertThat(measures.perWeek()).isEqualTo(1.25);
        assertThat(measures.leadTime().sorted()).containsExactly(Duration.ofHours(2), Duration.ofHours(30));
        assertThat(measures.failRate().count()).isEqualTo(2);
        assertThat(measures.failRate().total()).isEqualTo(5);
        assertThat(measures.recovery().sorted()).containsExactly(Duration.ofMinutes(45));
        assertThat(measures.unrecovered()).isEqualTo(1);
        assertThat(measures.rework().count()).isEqualTo(1);
        assertThat(measures.stopped()).isEqualTo(1);
        assertThat(measures.open()).isZero();
    }

    /// Who has not turned out yet is no success.
    @Test
    void excludesChangesWithOpenOutcomeFromFailRate() {
        Instant late = TO.minus(Duration.ofHours(1));
        DoraMetrics measures = DoraMetrics.of(
                List.of(classified(change(ChangeStatus.COMPLETED, late, null, false), List.of(), TO)), FROM, TO);

        assertThat(measures.deployments()).isEqualTo(1);
        assertThat(measures.open()).isEqualTo(1);
        assertThat(measures.failRate().total()).isZero();
        assertThat(measures.failRate().low()).isNaN();
    }

    /// Begin of the first harm to end of the last.
    @Test
    void measuresRecoveryFromFirstHarmToEndOfLastHarm() {
        Instant done = FROM.plus(Duration.ofDays(1));
        Change change = change(ChangeStatus.COMPLETED, done, null, false);
        List<ChangeHarmEvent> harms = List.of(
                harm(done.plusSeconds(600), done.plusSeconds(900)), harm(done.plusSeconds(60), done.plusSeconds(1200)));

        assertThat(calculateMetrics(classified(change, harms, LONG_AFTER))
                        .recovery()
                        .sorted())
                .containsExactly(Duration.ofMinutes(19));
    }

    @Test
    void returnsNoRatesForEmptyPeriod() {
        DoraMetrics measures = calculateMetrics();

        assertThat(measures.deployments()).isZero();
        assertThat(measures.failRate().share()).isNaN();
        assertThat(measures.leadTime().quantile(0.5)).isEmpty();
    }

    @Test
    void rejectsPeriodThatDoesNotEndAfterStart() {
        assertThatThrownBy(() -> DoraMetrics.of(List.of(), TO, TO)).hasMessageContaining("must end after its start");
    }

    @Test
    void returnsObservedValuesAsQuantiles() {
        EmpiricalDurationDistribution spans = new EmpiricalDurationDistribution(
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(9)));
        assertThat(spans.quantile(0.5)).contains(Duration.ofSeconds(2));
        assertThat(spans.quantile(0.9)).contains(Duration.ofSeconds(9));
        assertThat(spans.quantile(1)).contains(Duration.ofSeconds(9));
        assertThatThrownBy(() -> spans.quantile(0)).hasMessageContaining("got 0.0");
    }

    private static DoraMetrics calculateMetrics(ClassifiedChange... changes) {
        return DoraMetrics.of(List.of(changes), FROM, TO);
    }

    private ClassifiedChange done(Instant at, @Nullable Instant committedAt, boolean unplanned) {
        return classified(change(ChangeStatus.COMPLETED, at, committedAt, unplanned), List.of(), LONG_AFTER);
    }

    private ClassifiedChange endedWithStatus(ChangeStatus status, Instant at) {
        return classified(change(status, at, null, false), List.of(), LONG_AFTER);
    }

    private ClassifiedChange failed(Instant at, Duration harmAfter, @Nullable Duration wellAfter) {
        ChangeHarmEvent harm = harm(at.plus(harmAfter), wellAfter == null ? null : at.plus(wellAfter));
        return classified(change(ChangeStatus.COMPLETED, at, null, false), List.of(harm), LONG_AFTER);
    }

    private static ChangeHarmEvent harm(Instant at, @Nullable Instant endedAt) {
        return new ChangeHarmEvent(ChangeHarmEvent.Cause.INCIDENT, at, endedAt, 3, "incident i-1");
    }

    private static ClassifiedChange classified(Change change, List<ChangeHarmEvent> harms, Instant now) {
        return new ClassifiedChange(change, ChangeOutcomeRule.STANDARD.evaluate(change, harms, now), harms);
    }

    private Change change(ChangeStatus status, Instant at, @Nullable Instant committedAt, boolean unplanned) {
        return new Change(
                "ch-" + ++number,
                "payments",
                "production",
                ChangeKind.CODE,
                status,
                at.minusSeconds(60),
                at,
                committedAt,
                unplanned);
    }
}
