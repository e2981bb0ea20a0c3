// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.incident.FailureOnsetEstimator.CallCounts;
import dev.evenkeel.engine.incident.FailureOnsetEstimator.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FailureOnsetEstimatorTest {
    private static final Instant START = Instant.parse("2026-11-25T18:00:00Z");

    private final List<Sample> samples = new ArrayList<>();

    private void sample(CallCounts control, CallCounts candidate) {
        Instant at = START.plusSeconds(samples.size() + 1);
        samples.add(new Sample(at, candidate.failures() == 0 ? null : at.minusMillis(900), control, candidate));
    }

    @Test
    void returnsFirstFailureWhenControlNeverFails() {
        for (int second = 0; second < 80; second++) {
            sample(new CallCounts(90, 0), new CallCounts(10, second < 3 ? 0 : 1));
        }
        assertThat(FailureOnsetEstimator.estimate(samples)).contains(START.plusMillis(3100));
    }

    @Test
    void usesEarliestFailureOfOutOfOrderSamples() {
        sample(new CallCounts(90, 0), new CallCounts(10, 0));
        sample(new CallCounts(90, 0), new CallCounts(10, 2));
        samples.add(
                new Sample(START.plusSeconds(9), START.plusMillis(500), new CallCounts(9, 0), new CallCounts(9, 1)));
        assertThat(FailureOnsetEstimator.estimate(samples)).contains(START.plusMillis(500));
    }

    @Test
    void isEmptyWhenCandidateFailsNoMoreOftenThanControl() {
        assertThat(FailureOnsetEstimator.estimate(samples)).isEmpty();
        for (int second = 0; second < 80; second++) {
            sample(new CallCounts(90, 9), new CallCounts(10, second % 2));
        }
        assertThat(FailureOnsetEstimator.estimate(samples)).isEmpty();
    }

    @Test
    void ignoresOutagesAffectingBothVariants() {
        for (int second = 0; second < 200; second++) {
            boolean outage = second >= 20 && second < 40;
            sample(new CallCounts(90, outage ? 45 : 0), new CallCounts(10, outage ? 5 : second < 150 ? 0 : 4));
        }
        assertThat(FailureOnsetEstimator.estimate(samples))
                .contains(START.plusSeconds(151).minusMillis(900));
    }

    /// Both sides fail 2% for ten minutes, then the candidate fails 30%.
    @Test
    void estimatesOnsetWithinSecondsDespiteBaselineFailures() {
        double[] offBySeconds = new double[300];
        for (int seed = 0; seed < offBySeconds.length; seed++) {
            var random = new SplittableRandom(seed);
            samples.clear();
            for (int second = 0; second < 640; second++) {
                sample(
                        new CallCounts(90, failures(random, 90, 0.02)),
                        new CallCounts(10, failures(random, 10, second < 600 ? 0.02 : 0.3)));
            }
            Instant found = FailureOnsetEstimator.estimate(samples).orElseThrow();
            offBySeconds[seed] =
                    Math.abs(Duration.between(START.plusSeconds(600), found).toMillis() / 1000.0);
        }
        Arrays.sort(offBySeconds);
        assertThat(offBySeconds[150]).as("median").isLessThan(2);
        assertThat(offBySeconds[284]).as("95 of 100").isLessThan(10);
    }

    private static int failures(SplittableRandom random, int calls, double rate) {
        int failed = 0;
        for (int i = 0; i < calls; i++) {
            failed += random.nextDouble() < rate ? 1 : 0;
        }
        return failed;
    }
}
