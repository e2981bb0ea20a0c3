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

/// The reader of outcome batches.
final class OutcomeBatchReader {
    /* Passed on when a latency cannot be parsed; that is a problem, so no summary is created from it. */
    private static final LatencyHistogram NO_LATENCY = new LatencyHistogram();

    private static final int UNIT_DIGITS = 16;

    private OutcomeBatchReader() {}

    static @Nullable OutcomeBatch read(MessageFieldReader fields) {
        String instance = fields.text("instance");
        long sequence = fields.integer("sequence");
        Instant sentAt = fields.parse("sentAt", OutcomeBatchReader::parseInstant, Instant.EPOCH);
        long dropped = fields.integer("dropped");
        List<OutcomeSummary> summaries = fields.list("summaries", OutcomeBatchReader::readSummary);
        List<ExperimentSummary> experiments =
                fields.has("experiments") ? fields.list("experiments", OutcomeBatchReader::readExperiment) : List.of();
        List<BreakerTrip> trips = readTrips(fields);
        List<ShadowDifference> differences =
                fields.has("differences") ? fields.list("differences", OutcomeBatchReader::readDifference) : List.of();
        return fields.build(() ->
                new OutcomeBatch(instance, sequence, sentAt, dropped, summaries, experiments, trips, differences));
    }

    static List<BreakerTrip> readTrips(MessageFieldReader fields) {
        return fields.has("trips") ? fields.list("trips", OutcomeBatchReader::readTrip) : List.of();
    }

    private static @Nullable BreakerTrip readTrip(MessageFieldReader fields) {
        String process = fields.text("process");
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        BreakerTrip.Cause cause = fields.parse("cause", OutcomeBatchReader::parseCause, BreakerTrip.Cause.COMPARISON);
        Instant at = fields.parse("at", OutcomeBatchReader::parseInstant, Instant.EPOCH);
        long candidateFailures = fields.integer("candidateFailures");
        long candidateCalls = fields.integer("candidateCalls");
        long controlFailures = fields.integer("controlFailures");
        return fields.build(() -> new BreakerTrip(
                process, rollout, revision, cause, at, candidateFailures, candidateCalls, controlFailures));
    }

    private static BreakerTrip.Cause parseCause(String text) {
        return switch (text) {
            case "comparison" -> BreakerTrip.Cause.COMPARISON;
            case "ceiling" -> BreakerTrip.Cause.CEILING;
            default -> throw new IllegalArgumentException("must be comparison or ceiling");
        };
    }

    /* SDKs of older versions also send the results, as control and candidate; they are ignored. */
    private static @Nullable ShadowDifference readDifference(MessageFieldReader fields) {
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        List<String> differing = fields.has("fields") ? fields.texts("fields") : List.of();
        String failure = fields.has("failure") ? fields.text("failure") : null;
        return fields.build(() -> new ShadowDifference(rollout, revision, differing, failure));
    }

    private static @Nullable ExperimentSummary readExperiment(MessageFieldReader fields) {
        String experiment = fields.text("experiment");
        List<ExperimentSummary.VariantExposures> exposures =
                fields.list("exposures", OutcomeBatchReader::readExposures);
        List<ExperimentSummary.MetricOutcomes> outcomes = fields.list("outcomes", OutcomeBatchReader::readOutcomes);
        boolean keyed = fields.flag("keyed");
        return fields.build(() -> new ExperimentSummary(experiment, exposures, outcomes, keyed));
    }

    private static ExperimentSummary.@Nullable VariantExposures readExposures(MessageFieldReader fields) {
        String variant = fields.text("variant");
        List<ExperimentExposure> units = fields.parse("units", ExperimentPacker::unpackExposures, List.of());
        return fields.build(() -> new ExperimentSummary.VariantExposures(variant, units));
    }

    private static ExperimentSummary.@Nullable MetricOutcomes readOutcomes(MessageFieldReader fields) {
        String metric = fields.text("metric");
        List<UnitOutcome> units = fields.parse("units", ExperimentPacker::unpackOutcomes, List.of());
        return fields.build(() -> new ExperimentSummary.MetricOutcomes(metric, units));
    }

    private static @Nullable OutcomeSummary readSummary(MessageFieldReader fields) {
        String flag = fields.text("flag");
        String variant = fields.text("variant");
        SplitKey split = readSplitIfPresent(fields);
        long calls = fields.integer("calls");
        long failures = fields.integer("failures");
        LatencyHistogram latency = fields.parse("latency", LatencyHistogram::decode, NO_LATENCY);
        List<UnitFirstEvent> failedUnits =
                fields.has("failedUnits") ? fields.list("failedUnits", OutcomeBatchReader::readFirstEvent) : List.of();
        List<UnitTrial> trials =
                fields.has("trials") ? fields.parse("trials", TrialPacker::unpack, List.of()) : List.of();
        List<Long> begun = fields.has("begun") ? fields.parse("begun", UnitPacker::unpack, List.of()) : List.of();
        List<MetricSummary> metrics =
                fields.has("metrics") ? fields.list("metrics", OutcomeBatchReader::readMetric) : List.of();
        return fields.build(() -> new OutcomeSummary(
                flag, variant, split, calls, failures, latency, failedUnits, trials, begun, metrics));
    }

    private static @Nullable MetricSummary readMetric(MessageFieldReader fields) {
        String name = fields.text("name");
        long events = fields.integer("events");
        List<UnitFirstEvent> units =
                fields.has("units") ? fields.list("units", OutcomeBatchReader::readFirstEvent) : List.of();
        List<TrialScore> scores =
                fields.has("scores") ? fields.parse("scores", ScorePacker::unpack, List.of()) : List.of();
        return fields.build(() -> new MetricSummary(name, events, units, scores));
    }

    static @Nullable SplitKey readSplitIfPresent(MessageFieldReader fields) {
        return fields.has("rollout") || fields.has("revision") || fields.has("role") ? readSplit(fields) : null;
    }

    private static @Nullable SplitKey readSplit(MessageFieldReader fields) {
        String rollout = fields.text("rollout");
        long revision = fields.integer("revision");
        SplitSide side = fields.parse("role", OutcomeBatchReader::parseRole, SplitSide.CONTROL);
        boolean keyed = fields.flag("keyed");
        return fields.build(() -> new SplitKey(rollout, revision, side, keyed));
    }

    private static @Nullable UnitFirstEvent readFirstEvent(MessageFieldReader fields) {
        long unit = fields.parse("unit", OutcomeBatchReader::parseUnit, 0L);
        long ageMillis = fields.integer("ageMillis");
        return fields.build(() -> new UnitFirstEvent(unit, ageMillis));
    }

    private static Instant parseInstant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2026-01-01T00:00:00Z", e);
        }
    }

    private static SplitSide parseRole(String text) {
        return switch (text) {
            case "control" -> SplitSide.CONTROL;
            case "candidate" -> SplitSide.CANDIDATE;
            default -> throw new IllegalArgumentException("must be control or candidate");
        };
    }

    private static long parseUnit(String text) {
        if (text.length() != UNIT_DIGITS) {
            throw new IllegalArgumentException("must be 16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }
}
