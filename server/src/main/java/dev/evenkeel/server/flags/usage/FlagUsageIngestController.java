// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.core.wire.FlagUsageReport;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.foundation.problems.MalformedMessageProblemFactory;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for SDK reports of served variants (docs/reference/sdk-protocol.md).
@RestController
class FlagUsageIngestController {
    private final FlagUsageRecorder use;

    FlagUsageIngestController(FlagUsageRecorder use) {
        this.use = use;
    }

    /// The JSON schema of a report.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportServedVariantsRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("instance ID of the process")
            String instance,

            @JsonProperty(required = true)
            @JsonPropertyDescription("served variants by flag; an empty name is the caller's default")
            Map<String, List<String>> flags) {}

    /// Stores which variants of flags an SDK process has served, to detect stale flags.
    @PostMapping("/sdk/v1/usage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @OpenApiRequestBodySchema(ReportServedVariantsRequest.class)
    void receive(@RequestBody byte[] body, Caller.SdkClient client) {
        try {
            FlagUsageReport report = WireCodec.decodeUsage(body);
            use.record(client.environment(), report.flags());
        } catch (MalformedMessageException e) {
            throw MalformedMessageProblemFactory.toProblem(
                    e, "report of flag usage", "Send {\"instance\":\"NAME\",\"flags\":{\"KEY\":[\"VARIANT\"]}}.");
        }
    }
}
