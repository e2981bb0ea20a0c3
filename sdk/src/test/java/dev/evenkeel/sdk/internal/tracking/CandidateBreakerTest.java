// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.wire.BreakerTrip.Cause;
import dev.evenkeel.core.wire.SplitSide;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateBreakerTest {
    private static final double LOG_100_000 = Math.log(1e5);
    private static final Percent CEILING = Percent.parse("20");

    private long nanos;

    private CandidateBreaker breaker(BreakerConfig config) {
        return CandidateBreaker.create(config, this::now);
    }

    private long now() {
        return ++nanos;
    }

    /// @return when the call began
    private long begin(CandidateBreaker breaker) {
        long began = now();
        breaker.recordCandidateCall();
        return began;
    }

    private void succeed(CandidateBreaker breaker, int calls) {
        for (int i = 0; i < calls; i++) {
            begin(breaker);
        }
    }

    /// @return failures until it tripped
    private int failUntilItTrips(CandidateBreaker breaker, @Nullable CandidateShare share) {
        int failed = 0;
        while (breaker.trip() == null) {
            fail(breaker, SplitSide.CANDIDATE, share);
            failed++;
        }
        return failed;
    }

    private void fail(CandidateBreaker breaker, SplitSide side, @Nullable CandidateShare share) {
        long began = side == SplitSide.CANDIDATE ? begin(breaker) : now();
        breaker.recordUnitFailure(side, 1, share, began);
    }

    /* Exact: with control clean the evidence depends on the number of failures alone. */
    @ParameterizedTest
    @CsvSource({"0.01, 5", "0.05, 6", "0.25, 11", "0.5, 21", "0.95, 268"})
    void comparisonTripsForAlwaysFailingCandidate(double exposure, int failures) {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, Percent.parse("89")));
        int failed = 0;
        while (breaker.trip() == null) {
            begin(breaker); // its calls are not all failures: the ceiling of 89 % is silent
            breaker.recordUnitFailure(SplitSide.CANDIDATE, 7, CandidateShare.assigned(exposure), begin(breaker));
            failed++;
        }
        assertThat(failed).isEqualTo(failures);
        assertThat(breaker.trip())
                .isEqualTo(new CandidateBreaker.Trip(7, Cause.COMPARISON, failures, 2L * failures, 0));
    }

    @Test
    void ceilingTripsAfterNineConsecutiveFailures() {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, CEILING));
        assertThat(failUntilItTrips(breaker, null)).isEqualTo(9);
        assertThat(Objects.requireNonNull(breaker.trip()).cause()).isEqualTo(Cause.CEILING);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.95", "20000, 0.95", "200000, 0.95", "1000, 1", "20000, 1", "200000, 1"})
    void tripsAfterElevenConsecutiveFailuresFollowingHealthyPeriod(int healthy, double exposure) {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, CEILING));
        succeed(breaker, healthy);
        assertThat(failUntilItTrips(breaker, exposure < 1 ? CandidateShare.assigned(exposure) : null))
                .isEqualTo(11);
    }

    @Test
    void onePercentFailureHistoryDelaysTripOnlySlightly() {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, CEILING));
        for (int i = 0; i < 2_000; i++) {
            succeed(breaker, 99);
            fail(breaker, SplitSide.CANDIDATE, null);
        }
        assertThat(breaker.trip()).isNull();
        assertThat(failUntilItTrips(breaker, null)).isLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200, 2_000})
    void tripsSoonAfterAllConcurrentSlowCallsHaveFailed(int atOnce) {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, CEILING));
        succeed(breaker, 20_000);
        Queue<Long> inProgress = new ArrayDeque<>();
        for (int i = 0; i < atOnce; i++) {
            inProgress.add(begin(breaker));
        }
        int failed = 0;
        while (breaker.trip() == null) {
            breaker.recordUnitFailure(SplitSide.CANDIDATE, 1, null, inProgress.remove());
            failed++;
            inProgress.add(begin(breaker));
        }
        assertThat(failed).isBetween(atOnce, atOnce * 3 / 2 + 20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.25, 0.5})
    void ignoresSharedFailuresButTripsForLaterCandidateFailures(double exposure) {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1.1, CEILING));
        var random = new SplittableRandom(7);
        CandidateShare share = CandidateShare.assigned(exposure);
        for (int unit = 0; unit < 4_000; unit++) {
            fail(breaker, random.nextDouble() < exposure ? SplitSide.CANDIDATE : SplitSide.CONTROL, share);
        }
        assertThat(breaker.trip()).isNull();
        assertThat(failUntilItTrips(breaker, share))
                .as("later failures of the candidate only")
                .isLessThanOrEqualTo(32);
    }

    @Test
    void countsRunningCallsAgainstTripping() {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, CEILING));
        failSomeOfManyRunningCalls(breaker);
        assertThat(breaker.trip()).isNull();
    }

    @Test
    void ignoresCallsRunningAtRestart() {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, CEILING));
        succeed(breaker, 20_000);
        failSomeOfManyRunningCalls(breaker);
        assertThat(breaker.trip()).isNull();
        assertThat(failUntilItTrips(breaker, null)).isLessThanOrEqualTo(12);
    }

    private void failSomeOfManyRunningCalls(CandidateBreaker breaker) {
        Queue<Long> inProgress = new ArrayDeque<>();
        for (int i = 0; i < 200; i++) {
            inProgress.add(begin(breaker));
        }
        for (int i = 0; i < 40; i++) {
            breaker.recordUnitFailure(SplitSide.CANDIDATE, 1, null, inProgress.remove());
        }
    }

    @Test
    void doesNotTripForEqualFailuresOnBothSides() {
        CandidateBreaker breaker = breaker(new BreakerConfig(LOG_100_000, 1, Percent.parse("89")));
        for (int i = 0; i < 10_000; i++) {
            long began = begin(breaker);
            begin(breaker);
            breaker.recordUnitFailure(
                    i % 2 == 0 ? SplitSide.CANDIDATE : SplitSide.CONTROL, 1, CandidateShare.assigned(0.5), began);
        }
        assertThat(breaker.trip()).isNull();
    }

    @Test
    void withConfigResetsOnlyTrippedBreaker() {
        var config = new BreakerConfig(LOG_100_000, 1, CEILING);
        CandidateBreaker breaker = breaker(config);
        fail(breaker, SplitSide.CANDIDATE, null);
        assertThat(breaker.withConfig(config)).isSameAs(breaker);
        assertThat(failUntilItTrips(breaker, null)).isEqualTo(8);
        assertThat(breaker.withConfig(config).trip()).isNull();
    }

    /* 4,000 processes whose candidate fails as often as allowed; binomial 99.9% band of 1%: at most 61. */
    @Test
    void falseTripRateAtMarginStaysBelowAlpha() {
        var random = new SplittableRandom(5);
        var config = new BreakerConfig(Math.log(100), 1, CEILING);
        int tripped = 0;
        for (int process = 0; process < 4_000; process++) {
            CandidateBreaker breaker = breaker(config);
            for (int call = 0; call < 2_000 && breaker.trip() == null; call++) {
                boolean candidate = random.nextDouble() < 0.25;
                long began = candidate ? begin(breaker) : now();
                if (random.nextDouble() < 0.05) {
                    breaker.recordUnitFailure(
                            candidate ? SplitSide.CANDIDATE : SplitSide.CONTROL,
                            1,
                            CandidateShare.assigned(0.25),
                            began);
                }
            }
            tripped += breaker.trip() == null ? 0 : 1;
        }
        assertThat(tripped).isLessThanOrEqualTo(61);
    }
}
