// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.core.wire.UnitTrial;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an outcome batch from its fields.
final class OutcomeBatchReader {
    private static final int UNIT_DIGITS = 16;

    private OutcomeBatchReader() {}

    static @Nullable OutcomeBatch batch(MessageFieldReader fields) {
        String instance = fields.text("instance");
        long sequence = fields.integer("sequence");
        Instant sentAt = fields.parsed("sentAt", OutcomeBatchReader::instant, Instant.EPOCH);
        long dropped = fields.integer("dropped");
        List<OutcomeSummary> summaries = fields.list("summaries", OutcomeBatchReader::summary);
        List<ExperimentSummary> experiments =
                fields.has("experiments") ? fields.list("experiments", OutcomeBatchReader::experiment) : List.of();
        List<BreakerTrip> trips = trips(fields);
        List<ShadowDifference> differences =
                fields.has("differences") ? fields.list("differences", OutcomeBatchReader::difference) : List.of();
        return fields.make(() ->
                new OutcomeBatch(instance, sequence, sentAt, dropped, summaries, experiments, trips, differences));
    }

    static List<BreakerTrip> trips(MessageFieldReader fields) {
        return fields.has("trips") ? fields.list("trips", OutcomeBatchReader::trip) : List.of();
    }

    private static @Nullable BreakerTrip trip(MessageFieldReader fields) {
        String process = fields.text("process");
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        BreakerTrip.Cause cause = fields.parsed("cause", OutcomeBatchReader::cause, BreakerTrip.Cause.COMPARISON);
        Instant at = fields.parsed("at", OutcomeBatchReader::instant, Instant.EPOCH);
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
    private static @Nullable ShadowDifference difference(MessageFieldReader fields) {
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        List<String> differing = fields.has("fields") ? fields.texts("fields") : List.of();
        String failure = fields.has("failure") ? fields.text("failure") : null;
        return fields.make(() -> new ShadowDifference(rollout, revision, differing, failure));
    }

    private static @Nullable ExperimentSummary experiment(MessageFieldReader fields) {
        String experiment = fields.text("experiment");
        List<ExperimentSummary.VariantExposures> exposures = fields.list("exposures", OutcomeBatchReader::exposed);
        List<ExperimentSummary.MetricOutcomes> outcomes = fields.list("outcomes", OutcomeBatchReader::measured);
        boolean keyed = fields.flag("keyed");
        return fields.make(() -> new ExperimentSummary(experiment, exposures, outcomes, keyed));
    }

    private static ExperimentSummary.@Nullable VariantExposures exposed(MessageFieldReader fields) {
        String variant = fields.text("variant");
        List<ExperimentExposure> units = fields.parsed("units", ExperimentPacker::unpackExposures, List.of());
        return fields.make(() -> new ExperimentSummary.VariantExposures(variant, units));
    }

    private static ExperimentSummary.@Nullable MetricOutcomes measured(MessageFieldReader fields) {
        String metric = fields.text("metric");
        List<UnitOutcome> units = fields.parsed("units", ExperimentPacker::unpackOutcomes, List.of());
        return fields.make(() -> new ExperimentSummary.MetricOutcomes(metric, units));
    }

    private static @Nullable OutcomeSummary summary(MessageFieldReader fields) {
        String flag = fields.text("flag");
        String variant = fields.text("variant");
        SplitKey split = splitIfAny(fields);
        long calls = fields.integer("calls");
        long failures = fields.integer("failures");
        LatencyHistogram latency = fields.parsed("latency", LatencyHistogram::decode, new LatencyHistogram());
        List<UnitFirstEvent> failedUnits =
                fields.has("failedUnits") ? fields.list("failedUnits", OutcomeBatchReader::firstEvent) : List.of();
        List<UnitTrial> trials =
                fields.has("trials") ? fields.parsed("trials", TrialPacker::unpack, List.of()) : List.of();
        List<Long> begun = fields.has("begun") ? fields.parsed("begun", UnitPacker::unpack, List.of()) : List.of();
        List<MetricSummary> metrics =
                fields.has("metrics") ? fields.list("metrics", OutcomeBatchReader::metric) : List.of();
        return fields.make(() -> new OutcomeSummary(
                flag, variant, split, calls, failures, latency, failedUnits, trials, begun, metrics));
    }

    private static @Nullable MetricSummary metric(MessageFieldReader fields) {
        String name = fields.text("name");
        long events = fields.integer("events");
        List<UnitFirstEvent> units =
                fields.has("units") ? fields.list("units", OutcomeBatchReader::firstEvent) : List.of();
        List<TrialScore> scores =
                fields.has("scores") ? fields.parsed("scores", ScorePacker::unpack, List.of()) : List.of();
        return fields.make(() -> new MetricSummary(name, events, units, scores));
    }

    static @Nullable SplitKey splitIfAny(MessageFieldReader fields) {
        return fields.has("rollout") || fields.has("revision") || fields.has("role") ? split(fields) : null;
    }

    private static @Nullable SplitKey split(MessageFieldReader fields) {
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        SplitSide role = fields.parsed("role", OutcomeBatchReader::role, SplitSide.CONTROL);
        boolean keyed = fields.flag("keyed");
        return fields.make(() -> new SplitKey(rollout, revision, role, keyed));
    }

    private static @Nullable UnitFirstEvent firstEvent(MessageFieldReader fields) {
        long unit = fields.parsed("unit", OutcomeBatchReader::unit, 0L);
        long ageMillis = fields.integer("ageMillis");
        return fields.make(() -> new UnitFirstEvent(unit, ageMillis));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2026-01-01T00:00:00Z", e);
        }
    }

    private static SplitSide role(String text) {
        return switch (text) {
            case "control" -> SplitSide.CONTROL;
            case "candidate" -> SplitSide.CANDIDATE;
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
