// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.UnitFirstEvent;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The writer of outcome batches.
final class OutcomeBatchWriter {
    private final JsonGenerator json;

    OutcomeBatchWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(OutcomeBatch batch) {
        json.writeStartObject();
        json.writeStringProperty("instance", batch.instance());
        json.writeNumberProperty("sequence", batch.sequence());
        json.writeStringProperty("sentAt", batch.sentAt().toString());
        json.writeNumberProperty("dropped", batch.dropped());
        json.writeArrayPropertyStart("summaries");
        batch.summaries().forEach(this::write);
        json.writeEndArray();
        writeExperiments(batch.experiments());
        writeTrips(batch.trips());
        writeAll("differences", batch.differences(), this::write);
        json.writeEndObject();
    }

    /// Writes the member `trips` into the current object; nothing when there are none.
    void writeTrips(List<BreakerTrip> trips) {
        writeAll("trips", trips, this::write);
    }

    private <T> void writeAll(String name, List<T> elements, Consumer<T> writer) {
        if (!elements.isEmpty()) {
            json.writeArrayPropertyStart(name);
            elements.forEach(writer);
            json.writeEndArray();
        }
    }

    private void write(BreakerTrip trip) {
        json.writeStartObject();
        json.writeStringProperty("process", trip.process());
        json.writeStringProperty("rollout", trip.rollout());
        json.writeNumberProperty("revision", trip.revision());
        json.writeStringProperty("cause", trip.cause().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("at", trip.at().toString());
        json.writeNumberProperty("candidateFailures", trip.candidateFailures());
        json.writeNumberProperty("candidateCalls", trip.candidateCalls());
        json.writeNumberProperty("controlFailures", trip.controlFailures());
        json.writeEndObject();
    }

    /* Servers of older versions reject a batch without control and candidate. */
    private void write(ShadowDifference difference) {
        json.writeStartObject();
        json.writeStringProperty("rollout", difference.rollout());
        json.writeNumberProperty("revision", difference.revision());
        json.writeStringProperty("control", "");
        json.writeStringProperty("candidate", "");
        json.writeArrayPropertyStart("fields");
        difference.fields().forEach(json::writeString);
        json.writeEndArray();
        if (difference.failure() != null) {
            json.writeStringProperty("failure", difference.failure());
        }
        json.writeEndObject();
    }

    private void write(OutcomeSummary summary) {
        json.writeStartObject();
        json.writeStringProperty("flag", summary.flag());
        json.writeStringProperty("variant", summary.variant());
        SplitKey split = summary.split();
        if (split != null) {
            json.writeStringProperty("rollout", split.rollout());
            json.writeNumberProperty("revision", split.revision());
            json.writeStringProperty("role", split.role().name().toLowerCase(Locale.ROOT));
            writeKeyed(split.keyed());
        }
        json.writeNumberProperty("calls", summary.calls());
        json.writeNumberProperty("failures", summary.failures());
        json.writeStringProperty("latency", summary.latency().encode());
        if (split != null) {
            write("failedUnits", summary.failedUnits());
            json.writeStringProperty("trials", TrialPacker.pack(summary.trials()));
            writeBegun(summary.begun());
            writeMetrics(summary.metrics());
        }
        json.writeEndObject();
    }

    private void writeKeyed(boolean keyed) {
        if (keyed) {
            json.writeBooleanProperty("keyed", true);
        }
    }

    private void writeBegun(List<Long> begun) {
        if (!begun.isEmpty()) {
            json.writeStringProperty("begun", UnitPacker.pack(begun));
        }
    }

    private void writeMetrics(List<MetricSummary> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("metrics");
        for (MetricSummary metric : metrics) {
            json.writeStartObject();
            json.writeStringProperty("name", metric.name());
            json.writeNumberProperty("events", metric.events());
            write("units", metric.units());
            json.writeStringProperty("scores", ScorePacker.pack(metric.scores()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeExperiments(List<ExperimentSummary> experiments) {
        if (experiments.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("experiments");
        experiments.forEach(this::write);
        json.writeEndArray();
    }

    private void write(ExperimentSummary summary) {
        json.writeStartObject();
        json.writeStringProperty("experiment", summary.experiment());
        writeKeyed(summary.keyed());
        json.writeArrayPropertyStart("exposures");
        summary.exposures()
                .forEach(exposed ->
                        write("variant", exposed.variant(), ExperimentPacker.packExposures(exposed.units())));
        json.writeEndArray();
        json.writeArrayPropertyStart("outcomes");
        summary.outcomes()
                .forEach(measured ->
                        write("metric", measured.metric(), ExperimentPacker.packOutcomes(measured.units())));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(String kind, String name, String units) {
        json.writeStartObject();
        json.writeStringProperty(kind, name);
        json.writeStringProperty("units", units);
        json.writeEndObject();
    }

    private void write(String name, List<UnitFirstEvent> units) {
        json.writeArrayPropertyStart(name);
        for (UnitFirstEvent failed : units) {
            json.writeStartObject();
            json.writeStringProperty("unit", HexFormat.of().toHexDigits(failed.unit()));
            json.writeNumberProperty("ageMillis", failed.ageMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
