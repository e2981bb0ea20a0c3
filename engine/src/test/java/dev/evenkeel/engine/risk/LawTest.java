// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {
    private static final int CUTS = 200_000;

    static Stream<Law> laws() {
        return Stream.of(
                new FixedNumber(3),
                BetaLaw.of(0.15, 20),
                new BetaLaw(0.374, 1.826),
                new RateChance(3.5, 52, 8),
                new LognormalLaw(5.402, 0.8),
                new OverrunLaw(3),
                new OverrunLaw(1.5));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theMeanIsThatOfTheQuantiles(Law law) {
        double sum = 0;
        for (int cut = 0; cut < CUTS; cut++) {
            sum += law.quantile((cut + 0.5) / CUTS);
        }
        assertThat(sum / CUTS).isCloseTo(law.mean(), within(law.mean() * 2e-3));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void drawsFollowTheLaw(Law law) {
        var random = new SplittableRandom(20_261_126);
        Law.Draws draws = law.draws(random::nextLong);
        double median = law.quantile(0.5);
        int below = 0;
        double sum = 0;
        for (int draw = 0; draw < CUTS; draw++) {
            double value = draws.next();
            sum += value;
            below += value <= median ? 1 : 0;
        }
        assertThat(sum / CUTS).isCloseTo(law.mean(), within(law.mean() * 0.02));
        if (!(law instanceof FixedNumber)) {
            assertThat((double) below / CUTS).isCloseTo(0.5, within(0.01));
        }
    }

    @Test
    void refusesWhatIsNoLaw() {
        assertThatThrownBy(() -> new BetaLaw(0, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> BetaLaw.of(1.2, 10)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new RateChance(0, 1, 1)).hasMessageContaining("events");
        assertThatThrownBy(() -> new OverrunLaw(1.4)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new FixedNumber(Double.NaN)).hasMessageContaining("finite");
    }
}
