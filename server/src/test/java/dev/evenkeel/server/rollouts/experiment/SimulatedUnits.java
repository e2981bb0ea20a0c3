// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Simulated units of an experiment, as an SDK process reports them, whose windows have closed.
public final class SimulatedUnits {
    private static final int LONG_AGO = 600_000;
    private static final int PER_BATCH = 5_000;

    private final TestServer server;
    private final String instance;
    private final SplittableRandom random;
    private long sequence;
    private long unit;

    public SimulatedUnits(TestServer server, String instance, long seed) {
        this.server = server;
        this.instance = instance;
        this.random = new SplittableRandom(seed);
    }

    /// Exposes units, each to a variant of equal chance and buying, for an amount of 1 to 100, with its
    /// variant's chance.
    public void expose(String experiment, int units, Map<String, Double> chances) {
        for (int left = units; left > 0; left -= PER_BATCH) {
            batch(experiment, Math.min(left, PER_BATCH), chances);
        }
    }

    private void batch(String experiment, int units, Map<String, Double> chances) {
        List<String> variants = List.copyOf(chances.keySet());
        Map<String, List<ExperimentExposure>> exposed = new LinkedHashMap<>();
        List<UnitOutcome> bought = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            String variant = variants.get(random.nextInt(variants.size()));
            unit++;
            exposed.computeIfAbsent(variant, ignored -> new ArrayList<>())
                    .add(new ExperimentExposure(unit, LONG_AGO, random.nextDouble()));
            if (random.nextDouble() < chances.getOrDefault(variant, 0.0)) {
                bought.add(new UnitOutcome(unit, LONG_AGO - 1_000, 1, 1 + random.nextInt(100)));
            }
        }
        send(
                experiment,
                exposed.entrySet().stream()
                        .map(entry -> new ExperimentSummary.VariantExposures(entry.getKey(), entry.getValue()))
                        .toList(),
                List.of(new ExperimentSummary.MetricOutcomes("buy", bought)));
    }

    /// Sends one batch.
    public OutcomeBatch send(
            String experiment,
            List<ExperimentSummary.VariantExposures> exposed,
            List<ExperimentSummary.MetricOutcomes> measured) {
        var batch = new OutcomeBatch(
                instance,
                ++sequence,
                Instant.now(),
                0,
                List.of(),
                List.of(new ExperimentSummary(experiment, exposed, measured)),
                List.of(),
                List.of());
        post(batch);
        return batch;
    }

    /// Posts a batch, perhaps again.
    public void post(OutcomeBatch batch) {
        var answer = server.send(server.asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }
}
