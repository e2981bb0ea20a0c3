// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.flags.delivery.SdkBreakerTripReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The request bodies of outcome reports, for generating schemas: docs/reference/outcome-api.md and
/// sdk-protocol.md.
final class OutcomeRequestSchemas {
    private OutcomeRequestSchemas() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record NonSdkCallReportRequest(
            @JsonProperty(required = true) String instance,
            @JsonProperty(required = true) long sequence,
            long dropped,
            boolean heartbeat,
            List<Group> groups) {}

    /// The calls of one variant of a flag, with the split that assigned it, if there was one.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Group(
            @JsonProperty(required = true) String flag,
            @JsonProperty(required = true) String variant,
            String rollout,
            Long revision,
            Role role,
            List<ReportedCall> calls,
            List<String> begun) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedCall(
            @JsonProperty(required = true) long micros, boolean failed, String unit, boolean trial, long ageMillis) {}

    /// The side of a split.
    enum Role {
        @JsonProperty("control")
        CONTROL,
        @JsonProperty("candidate")
        CANDIDATE
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OutcomeBatchRequest(
            @JsonProperty(required = true) String instance,
            @JsonProperty(required = true) long sequence,
            @JsonProperty(required = true) Instant sentAt,
            @JsonProperty(required = true) long dropped,
            @JsonProperty(required = true) List<VariantOutcomeSummary> summaries,
            List<ReportedExperimentUnits> experiments,
            List<SdkBreakerTripReport> trips,
            List<Difference> differences) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record VariantOutcomeSummary(
            @JsonProperty(required = true) String flag,
            @JsonProperty(required = true) String variant,
            String rollout,
            Long revision,
            Role role,
            boolean keyed,
            @JsonProperty(required = true) long calls,
            @JsonProperty(required = true) long failures,

            @JsonProperty(required = true) @JsonPropertyDescription("latency histogram, Base64")
            String latency,

            List<Unit> failedUnits,
            @JsonPropertyDescription("Base64") String trials,
            @JsonPropertyDescription("Base64") String begun,
            List<ReportedMetricSummary> metrics) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Unit(
            @JsonProperty(required = true) @JsonPropertyDescription("16 hexadecimal digits")
            String unit,

            @JsonProperty(required = true) long ageMillis) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedMetricSummary(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) long events,
            List<Unit> units,
            @JsonPropertyDescription("Base64") String scores) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedExperimentUnits(
            @JsonProperty(required = true) String experiment,
            @JsonProperty(required = true) List<ExposedUnits> exposures,
            @JsonProperty(required = true) List<MeasuredUnits> outcomes,
            boolean keyed) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ExposedUnits(
            @JsonProperty(required = true) String variant,

            @JsonProperty(required = true) @JsonPropertyDescription("Base64")
            String units) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record MeasuredUnits(
            @JsonProperty(required = true) String metric,

            @JsonProperty(required = true) @JsonPropertyDescription("Base64")
            String units) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Difference(
            @JsonProperty(required = true) String rollout,
            @JsonProperty(required = true) long revision,
            List<String> fields,
            @Nullable String failure) {}
}
