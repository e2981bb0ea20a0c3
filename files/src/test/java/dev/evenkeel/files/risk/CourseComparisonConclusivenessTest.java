// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.QuantitySensitivity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Five small cases: in three the data is conclusive; in two it is not, for different reasons.
class CourseComparisonConclusivenessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small-risk | now |",
                "large-risk | mend first |",
                "small-gain | do not |",
                "unsure-mend | mend first | share of drift removed by mend the drift",
                "unsure-cause | mend first | chance of drift"
            })
    void identifiesBestCourseAndDecisiveQuantities(String name, String best, String hangsOn) throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(Files.readString(Path.of("src/test/resources/risk/" + name + ".yaml")));
        assertThat(file.errors()).isEmpty();
        CourseComparison comparison =
                CourseComparator.compare(Objects.requireNonNull(file.risk()), List.of(), 20_000, 1);
        assertThat(comparison.best()).isEqualTo(best);
        assertThat(comparison.isConclusive()).isEqualTo(hangsOn == null);
        List<String> open = hangsOn == null ? List.of() : List.of(hangsOn);
        assertThat(comparison.decisiveQuantities().stream()
                        .map(QuantitySensitivity::quantity)
                        .map(quantity -> quantity.name())
                        .toList())
                .isEqualTo(open);
        assertThat(comparison.decisiveQuantities())
                .allMatch(swing -> swing.quantity().learnBy() != null);
    }
}
