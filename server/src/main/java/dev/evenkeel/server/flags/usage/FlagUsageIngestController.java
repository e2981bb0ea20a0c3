// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.core.wire.FlagUsageReport;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
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

    /// Stores which variants of flags an SDK process has served, to detect stale flags.
    @PostMapping("/sdk/v1/usage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @OpenApiRequestBodySchema(FlagUsageRequestSchemas.ReportServedVariantsRequest.class)
    void receive(@RequestBody byte[] body, Caller.SdkClient client) {
        try {
            FlagUsageReport report = WireCodec.decodeUsage(body);
            use.record(client.environment(), report.flags());
        } catch (MalformedMessageException e) {
            throw refusal(e);
        }
    }

    private static ProblemException refusal(MalformedMessageException e) {
        String detail = "Invalid flag usage report: " + String.join("; ", e.problems()) + ". Nothing was stored.";
        String remedy = "Send {\"instance\":\"NAME\",\"flags\":{\"KEY\":[\"VARIANT\"]}}.";
        return switch (e.kind()) {
            case TOO_LARGE -> new MalformedOrOverLimitException(ProblemCode.PAYLOAD_TOO_LARGE, detail, remedy);
            case NOT_SUCH_JSON -> new MalformedOrOverLimitException(ProblemCode.MALFORMED, detail, remedy);
            case CONTRADICTORY ->
                new ValidationException(
                        ProblemCode.INVALID,
                        detail,
                        remedy,
                        e.problems().stream()
                                .map(problem -> new Problem.FieldError("", problem, ""))
                                .toList());
        };
    }
}
