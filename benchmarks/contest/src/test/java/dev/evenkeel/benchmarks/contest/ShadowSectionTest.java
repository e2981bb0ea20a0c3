// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShadowSectionTest {
    @Test
    void everyCallHasACandidateWhenThePathsRunOneAfterTheOther() throws InterruptedException {
        ShadowFigures figures = figures(ShadowCase.PROMPT);
        assertThat(figures.calls()).isGreaterThanOrEqualTo(ShadowSection.CALLERS);
        assertThat(figures.candidates()).isEqualTo(figures.calls());
    }

    @Test
    void noCandidateIsCalledWhenControlIsAlone() throws InterruptedException {
        assertThat(figures(ShadowCase.OFF).candidates()).isZero();
    }

    @Test
    void aHangingCandidateHoldsEachCallerInItsFirstCall() throws InterruptedException {
        assertThat(figures(ShadowCase.HANGING).calls()).isEqualTo(ShadowSection.CALLERS);
    }

    private static ShadowFigures figures(ShadowCase behaviour) throws InterruptedException {
        var tally = new ShadowTally();
        new ShadowSection(new OneAfterTheOther(), behaviour, Duration.ofMillis(200)).run(tally);
        return tally.figures();
    }

    private static final class OneAfterTheOther implements ShadowContender {
        @Override
        public String name() {
            return "one after the other";
        }

        @Override
        public Class<?> library() {
            return ShadowSectionTest.class;
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
