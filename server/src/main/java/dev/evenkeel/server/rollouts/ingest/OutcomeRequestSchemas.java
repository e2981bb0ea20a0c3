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
            @JsonProperty(required = true)
            @JsonPropertyDescription("random ID of the process, new at each start, 1 to 256 characters")
            String instance,

            @JsonProperty(required = true)
            @JsonPropertyDescription("number of the report in this process: 1, 2, 3 and so on, at most 10^15")
            long sequence,

            @JsonPropertyDescription("number of calls dropped since the last report; default 0")
            long dropped,

            @JsonPropertyDescription("true announces the next report within 10 s; default false")
            boolean heartbeat,

            @JsonPropertyDescription("one group per flag, variant, rollout, revision and role, at most 64")
            List<Group> groups) {}

    /// The calls of one variant of a flag, with the split that assigned it, if there was one.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Group(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the flag")
            String flag,

            @JsonProperty(required = true) @JsonPropertyDescription("name of the executed variant, not its value")
            String variant,

            @JsonPropertyDescription("ID of the rollout that assigned the variant; only with revision and role")
            String rollout,

            @JsonPropertyDescription("revision of the evaluation, from evenkeel.revision")
            Long revision,

            @JsonPropertyDescription("side of the split") Role role,

            @JsonPropertyDescription("calls that ended since the last report")
            List<ReportedCall> calls,

            @JsonPropertyDescription("units whose trial began since the last report and has not ended")
            List<String> begun) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedCall(
            @JsonProperty(required = true)
            @JsonPropertyDescription("duration in microseconds; values above 60 s count as 60 s")
            long micros,

            @JsonPropertyDescription("whether the call failed; default false")
            boolean failed,

            @JsonPropertyDescription("targeting key; required in a rollout for failed calls and trials")
            String unit,

            @JsonPropertyDescription("whether the call is the trial of its unit; default false")
            boolean trial,

            @JsonPropertyDescription("milliseconds from the end of a failed call to the report")
            long ageMillis) {}

    /// The side of a split.
    enum Role {
        @JsonProperty("control")
        CONTROL,
        @JsonProperty("candidate")
        CANDIDATE
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OutcomeBatchRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("random ID of the process, new at each start, 1 to 256 characters")
            String instance,

            @JsonProperty(required = true)
            @JsonPropertyDescription("number of the batch in this process: 1, 2, 3 and so on, at most 10^15")
            long sequence,

            @JsonProperty(required = true) @JsonPropertyDescription("time by the clock of the process, informational")
            Instant sentAt,

            @JsonProperty(required = true)
            @JsonPropertyDescription("number of calls dropped since the last batch, at most 10^12")
            long dropped,

            @JsonProperty(required = true)
            @JsonPropertyDescription("one per flag, variant, rollout, revision and role, at most 64")
            List<VariantOutcomeSummary> summaries,

            @JsonPropertyDescription("new exposures and outcomes of experiments, at most 64")
            List<ReportedExperimentUnits> experiments,

            @JsonPropertyDescription("open circuit breakers of current exposures, at most 64")
            List<SdkBreakerTripReport> trips,

            @JsonPropertyDescription("shadow calls with different results, at most 10")
            List<Difference> differences) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record VariantOutcomeSummary(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the flag")
            String flag,

            @JsonProperty(required = true) @JsonPropertyDescription("name of the executed variant")
            String variant,

            @JsonPropertyDescription("ID of the rollout that assigned the variant; only with revision and role")
            String rollout,

            @JsonPropertyDescription("revision of the evaluation, from evenkeel.revision")
            Long revision,

            @JsonPropertyDescription("side of the split") Role role,

            @JsonPropertyDescription("whether units are named with the salt of the rollout; default false")
            boolean keyed,

            @JsonProperty(required = true) @JsonPropertyDescription("number of calls")
            long calls,

            @JsonProperty(required = true) @JsonPropertyDescription("number of failed calls")
            long failures,

            @JsonProperty(required = true)
            @JsonPropertyDescription("HdrHistogram of latencies in microseconds, V2, compressed, Base64")
            String latency,

            @JsonPropertyDescription("units with their first known failure in the rollout")
            List<Unit> failedUnits,

            @JsonPropertyDescription("trials of 11 bytes each, Base64")
            String trials,

            @JsonPropertyDescription("units whose trial began and has not ended, 8 bytes each, Base64")
            String begun,

            @JsonPropertyDescription("custom metrics, only with a rollout, at most 48")
            List<ReportedMetricSummary> metrics) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Unit(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the unit, 16 hexadecimal digits")
            String unit,

            @JsonProperty(required = true)
            @JsonPropertyDescription("milliseconds from the failure or event to the batch")
            long ageMillis) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedMetricSummary(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the metric, at most 110 characters")
            String name,

            @JsonProperty(required = true) @JsonPropertyDescription("number of events")
            long events,

            @JsonPropertyDescription("units with their first event")
            List<Unit> units,

            @JsonPropertyDescription("at most one score per trial, 12 bytes each, Base64")
            String scores) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedExperimentUnits(
            @JsonProperty(required = true) @JsonPropertyDescription("ID of the experiment")
            String experiment,

            @JsonProperty(required = true)
            @JsonPropertyDescription("units that the experiment evaluated for the first time")
            List<ExposedUnits> exposures,

            @JsonProperty(required = true) @JsonPropertyDescription("totals of units since the last batch")
            List<MeasuredUnits> outcomes,

            @JsonPropertyDescription("whether units are named with the salt of the experiment; default false")
            boolean keyed) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ExposedUnits(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the assigned variant")
            String variant,

            @JsonProperty(required = true) @JsonPropertyDescription("exposures of 20 bytes each, Base64")
            String units) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record MeasuredUnits(
            @JsonProperty(required = true)
            @JsonPropertyDescription("name of the metric; @call is the duration of calls")
            String metric,

            @JsonProperty(required = true) @JsonPropertyDescription("totals of 24 bytes each, Base64")
            String units) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Difference(
            @JsonProperty(required = true) @JsonPropertyDescription("ID of the rollout")
            String rollout,

            @JsonProperty(required = true) @JsonPropertyDescription("revision of the evaluation")
            long revision,

            @JsonPropertyDescription("paths of the differing fields, at most 50")
            List<String> fields,

            @JsonPropertyDescription("why there was no result, such as an exception class") @Nullable
            String failure) {}
}
