// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.telemetry.LatencySketch;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.Exposure;
import dev.evenkeel.core.wire.FirstEvent;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.Role;
import dev.evenkeel.core.wire.Score;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.Trial;
import dev.evenkeel.core.wire.UnitOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an outcome batch from its fields.
final class BatchReader {
    private static final int UNIT_DIGITS = 16;

    private BatchReader() {}

    static @Nullable OutcomeBatch batch(Fields fields) {
        String instance = fields.text("instance");
        long sequence = fields.integer("sequence");
        Instant sentAt = fields.parsed("sentAt", BatchReader::instant, Instant.EPOCH);
        long dropped = fields.integer("dropped");
        List<OutcomeSummary> summaries = fields.list("summaries", BatchReader::summary);
        List<ExperimentSummary> experiments =
                fields.has("experiments") ? fields.list("experiments", BatchReader::experiment) : List.of();
        List<BreakerTrip> trips = trips(fields);
        List<ShadowDifference> differences =
                fields.has("differences") ? fields.list("differences", BatchReader::difference) : List.of();
        return fields.make(() ->
                new OutcomeBatch(instance, sequence, sentAt, dropped, summaries, experiments, trips, differences));
    }

    static List<BreakerTrip> trips(Fields fields) {
        return fields.has("trips") ? fields.list("trips", BatchReader::trip) : List.of();
    }

    private static @Nullable BreakerTrip trip(Fields fields) {
        String process = fields.text("process");
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        BreakerTrip.Cause cause = fields.parsed("cause", BatchReader::cause, BreakerTrip.Cause.COMPARISON);
        Instant at = fields.parsed("at", BatchReader::instant, Instant.EPOCH);
        long candidateFailures = fields.integer("candidateFailures");
        long candidateCalls = fields.integer("candidateCalls");
        long controlFailures = fields.integer("controlFailures");
        return fields.make(() -> new BreakerTrip(
                process, rollout, revision, cause, at, candidateFailures, candidateCalls, controlFailures));
    }

    private static BreakerTrip.Cause cause(String text) {
        return switch (text) {
            case "comparison" -> BreakerTrip.Cause.COMPARISON;
            case "ceiling" -> BreakerTrip.Cause.CEILING;
            default -> throw new IllegalArgumentException("must be comparison or ceiling");
        };
    }

    /* SDKs of older versions tell the answers in words of the service, as control and candidate: nobody reads them. */
    private static @Nullable ShadowDifference difference(Fields fields) {
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        List<String> differing = fields.has("fields") ? fields.texts("fields") : List.of();
        String failure = fields.has("failure") ? fields.text("failure") : null;
        return fields.make(() -> new ShadowDifference(rollout, revision, differing, failure));
    }

    private static @Nullable ExperimentSummary experiment(Fields fields) {
        String experiment = fields.text("experiment");
        List<ExperimentSummary.Exposed> exposures = fields.list("exposures", BatchReader::exposed);
        List<ExperimentSummary.Measured> outcomes = fields.list("outcomes", BatchReader::measured);
        boolean keyed = fields.flag("keyed");
        return fields.make(() -> new ExperimentSummary(experiment, exposures, outcomes, keyed));
    }

    private static ExperimentSummary.@Nullable Exposed exposed(Fields fields) {
        String variant = fields.text("variant");
        List<Exposure> units = fields.parsed("units", ExperimentBytes::unpackExposures, List.of());
        return fields.make(() -> new ExperimentSummary.Exposed(variant, units));
    }

    private static ExperimentSummary.@Nullable Measured measured(Fields fields) {
        String metric = fields.text("metric");
        List<UnitOutcome> units = fields.parsed("units", ExperimentBytes::unpackOutcomes, List.of());
        return fields.make(() -> new ExperimentSummary.Measured(metric, units));
    }

    private static @Nullable OutcomeSummary summary(Fields fields) {
        String flag = fields.text("flag");
        String variant = fields.text("variant");
        SplitKey split = splitIfAny(fields);
        long calls = fields.integer("calls");
        long failures = fields.integer("failures");
        LatencySketch latency = fields.parsed("latency", LatencySketch::decode, new LatencySketch());
        List<FirstEvent> failedUnits =
                fields.has("failedUnits") ? fields.list("failedUnits", BatchReader::firstEvent) : List.of();
        List<Trial> trials = fields.has("trials") ? fields.parsed("trials", TrialBytes::unpack, List.of()) : List.of();
        List<Long> begun = fields.has("begun") ? fields.parsed("begun", UnitBytes::unpack, List.of()) : List.of();
        List<MetricSummary> metrics = fields.has("metrics") ? fields.list("metrics", BatchReader::metric) : List.of();
        return fields.make(() -> new OutcomeSummary(
                flag, variant, split, calls, failures, latency, failedUnits, trials, begun, metrics));
    }

    private static @Nullable MetricSummary metric(Fields fields) {
        String name = fields.text("name");
        long events = fields.integer("events");
        List<FirstEvent> units = fields.has("units") ? fields.list("units", BatchReader::firstEvent) : List.of();
        List<Score> scores = fields.has("scores") ? fields.parsed("scores", ScoreBytes::unpack, List.of()) : List.of();
        return fields.make(() -> new MetricSummary(name, events, units, scores));
    }

    static @Nullable SplitKey splitIfAny(Fields fields) {
        return fields.has("rollout") || fields.has("revision") || fields.has("role") ? split(fields) : null;
    }

    private static @Nullable SplitKey split(Fields fields) {
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        Role role = fields.parsed("role", BatchReader::role, Role.CONTROL);
        boolean keyed = fields.flag("keyed");
        return fields.make(() -> new SplitKey(rollout, revision, role, keyed));
    }

    private static @Nullable FirstEvent firstEvent(Fields fields) {
        long unit = fields.parsed("unit", BatchReader::unit, 0L);
        long ageMillis = fields.integer("ageMillis");
        return fields.make(() -> new FirstEvent(unit, ageMillis));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2026-01-01T00:00:00Z", e);
        }
    }

    private static Role role(String text) {
        return switch (text) {
            case "control" -> Role.CONTROL;
            case "candidate" -> Role.CANDIDATE;
            default -> throw new IllegalArgumentException("must be control or candidate");
        };
    }

    private static long unit(String text) {
        if (text.length() != UNIT_DIGITS) {
            throw new IllegalArgumentException("must be 16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }
}
