// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The JSON encoding of stored [VariantCounts].
public final class VariantCountsCodec {
    private static final JsonMapper JSON = JsonMapper.shared();

    private VariantCountsCodec() {}

    /// Encodes counts as JSON on one line, with histograms in Base64.
    public static String encode(VariantCounts counts) {
        return JSON.writeValueAsString(new Stored(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                counts.repeatUnits() == 0 ? null : counts.repeatUnits(),
                counts.startedUnits() == counts.trials() ? null : counts.startedUnits(),
                counts.latency().encode(),
                counts.trialLatency().encode(),
                counts.metrics()));
    }

    /// Decodes the result of [#encode(VariantCounts)].
    ///
    /// @throws JacksonException when the text is not JSON of this shape
    /// @throws IllegalArgumentException when a histogram is missing, or a value is invalid
    public static VariantCounts decode(String json) {
        Stored stored = JSON.readValue(json, Stored.class);
        return new VariantCounts(
                stored.calls,
                stored.failures,
                stored.failedUnits,
                stored.trials,
                stored.failedTrials,
                stored.heardAgain == null ? 0 : stored.heardAgain,
                stored.begun == null ? stored.trials : stored.begun,
                decodeHistogram(stored.latency),
                decodeHistogram(stored.trialLatency),
                stored.metrics == null ? Map.of() : stored.metrics);
    }

    private static LatencyHistogram decodeHistogram(@Nullable String base64) {
        if (base64 == null) {
            throw new IllegalArgumentException("a latency histogram is missing");
        }
        return LatencyHistogram.decode(base64);
    }

    private record Stored(
            long calls,
            long failures,
            long failedUnits,
            long trials,
            long failedTrials,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long heardAgain,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long begun,

            @Nullable String latency,
            @Nullable String trialLatency,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, VariantMetricCounts> metrics) {}
}
