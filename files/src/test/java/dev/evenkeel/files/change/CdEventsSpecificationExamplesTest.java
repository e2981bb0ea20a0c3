// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.evenkeel.engine.change.ReportedChangeState;
import dev.evenkeel.files.json.ValidationErrors;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Parses the example events of the CDEvents specification; skipped without them.
class CdEventsSpecificationExamplesTest {
    private static final Path FOLDER = Path.of(System.getProperty("evenkeel.shared", "absent"), "spec/cdevents");

    @ParameterizedTest
    @CsvSource({
        "service_deployed, COMPLETED",
        "service_upgraded, COMPLETED",
        "service_rolledback, ROLLED_BACK",
        "service_removed, ",
        "service_published, ",
        "incident_detected, ",
        "change_merged, "
    })
    void parsesSpecificationExamples(String name, ReportedChangeState state) {
        Path file = FOLDER.resolve(name + ".json");
        assumeThat(file).exists();
        var errors = new ValidationErrors();

        Optional<ExternalChangeReport> report = CdEventsParser.parse(new JsonMapper().readTree(file.toFile()), errors);

        assertThat(errors.toList()).isEmpty();
        assertThat(report.map(ExternalChangeReport::state)).isEqualTo(Optional.ofNullable(state));
    }
}
