// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.cause.CauseHarmRankingCalculator;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.cause.PastIncidentHarm;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.traffic.CallCounts;
import dev.evenkeel.examples.demo.traffic.CustomerBehaviour;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.files.incident.IncidentCsvFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StabilityPartsTest {
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

        List<PastIncidentHarm> past =
                read.incidents().stream().map(StabilityPartsTest::past).toList();
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
        List<JsonNode> causes = StabilityClient.toList(incident.path("causes"));
        causes.forEach(cause -> parts.put(cause.path("name").asString(), 1.0 / causes.size()));
        return new PastIncidentHarm(
                parts,
                incident.path("impact").path("financialLoss").path("rate").asDouble(),
                1.0);
    }

    @Test
    void computesFailureRateRatioWithConfidenceInterval() {
        CallCounts before = new CallCounts(400, 3_500).since(new CallCounts(100, 500));
        CallCounts after = new CallCounts(12, 2_500);

        assertThat(before.describe()).isEqualTo("10.0% (9.0% to 11.1%; 300 of 3,000)");
        RateRatio ratio = before.rateRatioTo(after);
        assertThat(ratio.ratio()).isBetween(0.04, 0.06);
        assertThat(ratio.low()).isBetween(0.02, ratio.ratio());
        assertThat(ratio.high()).isBetween(ratio.ratio(), 0.1);
    }

    @Test
    void drawsNoRandomNumberForZeroProbability() {
        var random = new Random(7);
        assertThat(CustomerBehaviour.happens(0, random)).isFalse();
        assertThat(random.nextLong()).isEqualTo(new Random(7).nextLong());
        assertThat(CustomerBehaviour.happens(1, random)).isTrue();
    }

    @Test
    void replacesEveryNameOfCustomerWithForeignName() {
        var message =
                new PaymentTraffic.PaymentMessage("m-1", 1, "<Nm>Customer 7</Nm><Nm>Payee 1</Nm><Nm>Customer 7</Nm>");

        assertThat(message.withForeignName().xml())
                .isEqualTo("<Nm>Łódź Handel 7</Nm><Nm>Payee 1</Nm><Nm>Łódź Handel 7</Nm>");
    }
}
