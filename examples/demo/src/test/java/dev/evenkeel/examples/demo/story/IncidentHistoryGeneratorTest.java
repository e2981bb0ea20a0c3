// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.cause.CauseHarmRankingCalculator;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.cause.PastIncidentHarm;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.files.incident.IncidentCsvFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IncidentHistoryGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void generatesImportableHistoryWithWeaknessesAsTopCauses() {
        IncidentCsvFile read = IncidentCsvFile.parse(IncidentHistoryGenerator.csv(NOW), IncidentHistoryGenerator.MAP);
        assertThat(read.errors()).isEmpty();
        assertThat(read.incidents())
                .hasSize(15)
                .allSatisfy(incident -> assertThat(
                                Instant.parse(incident.at("/times/MITIGATED/at").asString()))
                        .isBetween(
                                Instant.parse(incident.at("/times/DETECTED/at").asString()), NOW));

        List<PastIncidentHarm> past = read.incidents().stream()
                .map(IncidentHistoryGeneratorTest::past)
                .toList();
        CauseHarmRanking report = CauseHarmRankingCalculator.rank(past, HarmMeasure.MONEY, 365, 1);
        assertThat(report.rows().subList(0, 3))
                .extracting(CauseHarmRanking.RankedCause::cause)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PaymentWeakness.values())
                        .map(PaymentWeakness::cause)
                        .toList());
        assertThat(report.rows().subList(0, 3))
                .allSatisfy(row -> assertThat(row.topThreeProbability()).isGreaterThan(0.7));
        assertThat(report.rows()).hasSizeGreaterThan(3);
    }

    private static PastIncidentHarm past(JsonNode incident) {
        Map<String, Double> parts = new HashMap<>();
        List<JsonNode> causes = incident.path("causes").valueStream().toList();
        causes.forEach(cause -> parts.put(cause.path("name").asString(), 1.0 / causes.size()));
        return new PastIncidentHarm(
                parts,
                incident.path("impact").path("financialLoss").path("rate").asDouble(),
                1.0);
    }
}
