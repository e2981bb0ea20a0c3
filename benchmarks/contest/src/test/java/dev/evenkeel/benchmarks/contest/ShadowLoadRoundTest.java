// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShadowLoadRoundTest {
    @Test
    void callsCandidateForEveryCallOfSequentialContender() throws InterruptedException {
        ShadowLoadResult figures = figures(CandidateBehaviour.PROMPT);
        assertThat(figures.calls()).isGreaterThanOrEqualTo(ShadowLoadRound.CALLERS);
        assertThat(figures.candidates()).isEqualTo(figures.calls());
    }

    @Test
    void callsNoCandidateWhenShadowingIsOff() throws InterruptedException {
        assertThat(figures(CandidateBehaviour.OFF).candidates()).isZero();
    }

    @Test
    void hangingCandidateBlocksEachCallerInFirstCall() throws InterruptedException {
        assertThat(figures(CandidateBehaviour.HANGING).calls()).isEqualTo(ShadowLoadRound.CALLERS);
    }

    private static ShadowLoadResult figures(CandidateBehaviour behaviour) throws InterruptedException {
        var shadowLoadCollector = new ShadowLoadCollector();
        new ShadowLoadRound(new OneAfterTheOther(), behaviour, Duration.ofMillis(200)).run(shadowLoadCollector);
        return shadowLoadCollector.toResult();
    }

    private static final class OneAfterTheOther implements ShadowContender {
        @Override
        public String name() {
            return "one after the other";
        }

        @Override
        public Class<?> library() {
            return ShadowLoadRoundTest.class;
        }

        @Override
        public String settings() {
            return "";
        }

        @Override
        public ShadowedCall open(ShadowPaths paths, boolean shadowing) {
            return new ShadowedCall() {
                @Override
                public String answer(String argument) {
                    String first = paths.control().apply(argument);
                    if (shadowing) {
                        assertThat(paths.same().test(first, paths.candidate().apply(argument)))
                                .isTrue();
                    }
                    return first;
                }

                @Override
                public void close() {}
            };
        }
    }
}
