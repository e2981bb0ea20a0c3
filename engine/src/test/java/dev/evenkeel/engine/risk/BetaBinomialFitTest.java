// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.risk.BetaBinomialFit.Group;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

class BetaBinomialFitTest {
    private static final long SEED = 1_982;

    /* By SciPy's simplex search; Gelman et al. (BDA3, 5.1) give these data. */
    @Test
    void matchesReferenceFitOfRatTumorData() throws IOException {
        var data = PublicDataset.read("rat-tumours.csv", 71);
        double[] events = data.numbers("events");
        double[] trials = data.numbers("trials");
        List<Group> groups = IntStream.range(0, 71)
                .mapToObj(i -> new Group((long) events[i], (long) trials[i]))
                .toList();
        var fit = BetaBinomialFit.fit(groups);

        assertThat(fit.alpha()).isCloseTo(2.34161, within(2e-4));
        assertThat(fit.beta()).isCloseTo(14.1148, within(2e-3));
        assertLikelihoodMaximum(fit, groups);
    }

    @Test
    void findsLikelihoodMaximumForRandomGroups() {
        var random = new SplittableRandom(SEED);
        int fitted = 0;
        for (int run = 0; run < 100; run++) {
            double spread = 0.5 + 3 * random.nextDouble();
            List<Group> groups = IntStream.range(0, 12)
                    .mapToObj(i -> {
                        int trials = 1 + random.nextInt(200);
                        double p = 1 / (1 + Math.exp(2 + spread * random.nextGaussian()));
                        long events = random.doubles(trials).filter(u -> u < p).count();
                        return new Group(events, trials);
                    })
                    .toList();
            assertLikelihoodMaximum(BetaBinomialFit.fit(groups), groups);
            fitted++;
        }
        assertThat(fitted).isEqualTo(100);
    }

    /* Near one probability for all, more spread makes these less likely; far from it there is a top yet. By SciPy. */
    @Test
    void findsMaximumBeyondLocalMinimum() {
        var fit = BetaBinomialFit.fit(List.of(new Group(26, 200), new Group(4, 7)));

        assertThat(fit.alpha()).isCloseTo(1.92875, within(1e-4));
        assertThat(fit.beta()).isCloseTo(4.79134, within(3e-4));
    }

    /* The law turns round when events and others change places. */
    @Test
    void swapsParametersWhenEventsAreInverted() {
        var fit = BetaBinomialFit.fit(List.of(new Group(1, 20), new Group(9, 30), new Group(0, 15), new Group(4, 9)));
        var turned =
                BetaBinomialFit.fit(List.of(new Group(19, 20), new Group(21, 30), new Group(15, 15), new Group(5, 9)));

        assertThat(turned.alpha()).isCloseTo(fit.beta(), within(1e-8 * fit.beta()));
        assertThat(turned.beta()).isCloseTo(fit.alpha(), within(1e-8 * fit.alpha()));
    }

    @Test
    void rejectsGroupsThatDifferOnlyByChance() {
        refuses(List.of(new Group(5, 50), new Group(5, 50), new Group(6, 50)), "no more than by chance");
        refuses(List.of(new Group(1, 1), new Group(0, 1), new Group(1, 2)), "no more than by chance");
    }

    @Test
    void rejectsGroupsWithoutLikelihoodMaximum() {
        refuses(List.of(new Group(5, 50)), "two or more");
        refuses(List.of(), "two or more");
        refuses(List.of(new Group(0, 50), new Group(0, 7)), "both events and trials without");
        refuses(List.of(new Group(0, 50), new Group(7, 7)), "both events and trials without");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Group(3, 2))
                .withMessageContaining("events must be 0 to trials");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Group(1, 2_000_000))
                .withMessageContaining("trials 1 to 1000000");
    }

    private static void refuses(List<Group> groups, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaBinomialFit.fit(groups))
                .withMessageContaining(message);
    }

    /* The likelihood by gamma functions, and its slope by differences. */
    private static void assertLikelihoodMaximum(BetaBinomialFit fit, List<Group> groups) {
        double top = likelihood(groups, fit.alpha(), fit.beta());
        double step = 1e-4;
        for (double[] way : new double[][] {{1, 0}, {0, 1}, {1, 1}, {1, -1}}) {
            double up = likelihood(groups, fit.alpha() * Math.exp(step * way[0]), fit.beta() * Math.exp(step * way[1]));
            double down =
                    likelihood(groups, fit.alpha() * Math.exp(-step * way[0]), fit.beta() * Math.exp(-step * way[1]));
            assertThat(up).isLessThan(top);
            assertThat(down).isLessThan(top);
            assertThat((up - down) / (2 * step)).as(fit.toString()).isCloseTo(0, within(1e-5));
        }
    }

    private static double likelihood(List<Group> groups, double alpha, double beta) {
        return groups.stream()
                .mapToDouble(group -> LogBeta.value(alpha + group.events(), beta + group.trials() - group.events())
                        - LogBeta.value(alpha, beta))
                .sum();
    }
}
