// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.flag.BreakerTerms;
import dev.evenkeel.flag.Percent;
import dev.evenkeel.stats.Share;
import dev.evenkeel.wire.BreakerTrip.Cause;
import dev.evenkeel.wire.Role;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {
    private static final double LOG_100_000 = Math.log(1e5);
    private static final Percent CEILING = Percent.parse("20");

    /* Exact: with control clean the evidence depends on the number of failures alone. */
    @ParameterizedTest
    @CsvSource({"0.01, 5", "0.05, 6", "0.25, 11", "0.5, 21", "0.95, 268"})
    void comparisonCutsACandidateOffThatAlwaysFails(double exposure, int failures) {
        Breaker breaker = Breaker.fresh(new BreakerTerms(LOG_100_000, 1, Percent.parse("89")));
        int failed = 0;
        while (breaker.trip() == null) {
            breaker.candidateBegins();
            breaker.candidateBegins(); // its calls are not all failures: the ceiling of 89 % is silent
            breaker.unitFailed(Role.CANDIDATE, 7, Share.assigned(exposure));
            failed++;
        }
        assertThat(failed).isEqualTo(failures);
        assertThat(breaker.trip()).isEqualTo(new Breaker.Trip(7, Cause.COMPARISON, failures, 2L * failures, 0));
    }

    @Test
    void ceilingCutsOffAfterNineFailuresInARowAtAnyExposure() {
        Breaker breaker = Breaker.fresh(new BreakerTerms(LOG_100_000, 1, CEILING));
        int failed = 0;
        while (breaker.trip() == null) {
            breaker.candidateBegins();
            breaker.unitFailed(Role.CANDIDATE, 1, null);
            failed++;
        }
        assertThat(failed).isEqualTo(9);
        assertThat(Objects.requireNonNull(breaker.trip()).cause()).isEqualTo(Cause.CEILING);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.25, 0.5})
    void whatFailsOnBothSidesAlikeIsNoFaultOfTheCandidate(double exposure) {
        Breaker breaker = Breaker.fresh(new BreakerTerms(LOG_100_000, 1.1, CEILING));
        var random = new SplittableRandom(7);
        Share share = Share.assigned(exposure);
        for (int unit = 0; unit < 4_000; unit++) {
            fail(breaker, random.nextDouble() < exposure ? Role.CANDIDATE : Role.CONTROL, share);
        }
        assertThat(breaker.trip()).isNull();

        int failed = 0;
        while (breaker.trip() == null) {
            fail(breaker, Role.CANDIDATE, share);
            failed++;
        }
        assertThat(failed).as("failures of the candidate alone afterwards").isLessThanOrEqualTo(32);
    }

    private static void fail(Breaker breaker, Role role, Share share) {
        if (role == Role.CANDIDATE) {
            breaker.candidateBegins();
        }
        breaker.unitFailed(role, 1, share);
    }

    @Test
    void callsUnderWayCountAgainstTripping() {
        Breaker breaker = Breaker.fresh(new BreakerTerms(LOG_100_000, 1, CEILING));
        for (int i = 0; i < 200; i++) {
            breaker.candidateBegins();
        }
        for (int i = 0; i < 40; i++) {
            breaker.unitFailed(Role.CANDIDATE, 1, null);
        }
        assertThat(breaker.trip()).isNull();
    }

    @Test
    void failuresOfBothSidesTripNothing() {
        Breaker breaker = Breaker.fresh(new BreakerTerms(LOG_100_000, 1, Percent.parse("89")));
        for (int i = 0; i < 10_000; i++) {
            breaker.candidateBegins();
            breaker.candidateBegins();
            breaker.unitFailed(i % 2 == 0 ? Role.CANDIDATE : Role.CONTROL, 1, Share.assigned(0.5));
        }
        assertThat(breaker.trip()).isNull();
    }

    @Test
    void anotherExposureResetsWhatTrippedAndKeepsWhatDidNot() {
        var terms = new BreakerTerms(LOG_100_000, 1, CEILING);
        Breaker breaker = Breaker.fresh(terms);
        breaker.candidateBegins();
        breaker.unitFailed(Role.CANDIDATE, 1, null);
        assertThat(breaker.under(terms)).isSameAs(breaker);
        for (int i = 0; i < 8; i++) {
            breaker.candidateBegins();
            breaker.unitFailed(Role.CANDIDATE, 1, null);
        }
        assertThat(breaker.trip()).isNotNull();
        assertThat(breaker.under(terms).trip()).isNull();
    }

    /* 4,000 processes whose candidate fails as often as allowed; binomial 99.9 % band of 1 %: at most 61. */
    @Test
    void aCandidateAtTheMarginTripsAtMostAsOftenAsPromised() {
        var random = new SplittableRandom(5);
        var terms = new BreakerTerms(Math.log(100), 1, CEILING);
        int tripped = 0;
        for (int process = 0; process < 4_000; process++) {
            Breaker breaker = Breaker.fresh(terms);
            for (int call = 0; call < 2_000 && breaker.trip() == null; call++) {
                boolean candidate = random.nextDouble() < 0.25;
                if (candidate) {
                    breaker.candidateBegins();
                }
                if (random.nextDouble() < 0.05) {
                    breaker.unitFailed(candidate ? Role.CANDIDATE : Role.CONTROL, 1, Share.assigned(0.25));
                }
            }
            tripped += breaker.trip() == null ? 0 : 1;
        }
        assertThat(tripped).isLessThanOrEqualTo(61);
    }
}
