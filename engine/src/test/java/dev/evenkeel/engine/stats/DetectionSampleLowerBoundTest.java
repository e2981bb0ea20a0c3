// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionSampleLowerBoundTest {
    @ParameterizedTest(name = "base {0}, x{1}: {2} candidate requests")
    @CsvSource({
        "0.001, 1.5, 45097",
        "0.001, 2,   12715",
        "0.001, 5,   1252",
        "0.001, 10,  375",
        "0.005, 1.5, 8977",
        "0.005, 2,   2530",
        "0.005, 5,   248",
        "0.005, 10,  74",
        "0.010, 1.5, 4462",
        "0.010, 2,   1256",
        "0.010, 5,   123",
        "0.010, 10,  36"
    })
    void matchesPublishedBounds(double base, double shift, double expected) {
        var bound = new DetectionSampleLowerBound(base, base * shift, 0.05, 0.01, 1, 0);
        assertThat(bound.candidateRequests()).isCloseTo(expected, within(0.6));
    }

    @Test
    void needsAboutOneFailureForRatioMarginWithCleanControl() {
        var relative = new DetectionSampleLowerBound(0, 0.75, 0.01, 0.01, 1, 0);
        assertThat(relative.failedIfControlWereKnown()).isZero();
        assertThat(relative.failedCandidateRequests()).isBetween(0.8, 1.0);
    }

    @Test
    void boundsFailuresFromBelowForAffineMargin() {
        var affine = new DetectionSampleLowerBound(0, 0.75, 0.01, 0.01, 1.1, 0.0005);
        assertThat(affine.failedIfControlWereKnown()).isCloseTo(0.67, within(0.01));
        assertThat(affine.failedCandidateRequests()).isGreaterThan(affine.failedIfControlWereKnown());
    }

    @Test
    void isInfiniteForHarmlessCandidate() {
        assertThat(new DetectionSampleLowerBound(0.01, 0.01, 0.05, 0.01, 1, 0).candidateRequests())
                .isInfinite();
        assertThat(new DetectionSampleLowerBound(0.01, 0.012, 0.05, 0.01, 1, 0.005).failedIfControlWereKnown())
                .isInfinite();
    }

    @Test
    void rejectsOutOfRangeParameters() {
        assertThatThrownBy(() -> new DetectionSampleLowerBound(1, 1, 0.5, 0.01, 1, 0))
                .hasMessageContaining("controlRate");
        assertThatThrownBy(() -> new DetectionSampleLowerBound(0, 1, 1, 0.01, 1, 0))
                .hasMessageContaining("share");
        assertThatThrownBy(() -> new DetectionSampleLowerBound(0, 1, 0.5, Double.NaN, 1, 0))
                .hasMessageContaining("alpha");
    }
}
