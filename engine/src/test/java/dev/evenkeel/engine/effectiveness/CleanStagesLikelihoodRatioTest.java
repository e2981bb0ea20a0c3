// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanStagesLikelihoodRatioTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1.5", "5, 7.6", "8, 25.6"})
    void favorsSmallerFailureChanceAfterCleanStages(int stages, double favour) {
        assertThat(CleanStagesLikelihoodRatio.calculate(stages, 0.1, 0.4)).isEqualTo(favour, within(0.05));
    }

    @Test
    void rejectsNegativeStagesAndInvalidProbabilities() {
        assertThatIllegalArgumentException().isThrownBy(() -> CleanStagesLikelihoodRatio.calculate(-1, 0.1, 0.4));
        assertThatIllegalArgumentException().isThrownBy(() -> CleanStagesLikelihoodRatio.calculate(1, 0.1, 1));
    }
}
