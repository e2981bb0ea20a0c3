// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShadowLoadRoundTest {
    @Test
    void callsCandidateForEveryCallOfSequentialContender() throws InterruptedException {
        ShadowLoadResult result = runRound(CandidateBehaviour.PROMPT);
        assertThat(result.calls()).isGreaterThanOrEqualTo(ShadowLoadRound.CALLERS);
        assertThat(result.candidates()).isEqualTo(result.calls());
    }

    @Test
    void callsNoCandidateWhenShadowingIsOff() throws InterruptedException {
        assertThat(runRound(CandidateBehaviour.OFF).candidates()).isZero();
    }

    @Test
    void hangingCandidateBlocksEachCallerInFirstCall() throws InterruptedException {
        assertThat(runRound(CandidateBehaviour.HANGING).calls()).isEqualTo(ShadowLoadRound.CALLERS);
    }

    private static ShadowLoadResult runRound(CandidateBehaviour behaviour) throws InterruptedException {
        var shadowLoadCollector = new ShadowLoadCollector();
        new ShadowLoadRound(new SequentialContender(), behaviour, Duration.ofMillis(200)).run(shadowLoadCollector);
        return shadowLoadCollector.toResult();
    }

    private static final class SequentialContender implements ShadowContender {
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
