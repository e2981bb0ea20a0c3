// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.foundation.problems.MalformedMessageProblemFactory;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint to which processes without the SDK send outcomes, call by call (docs/reference/outcome-api.md).
/// Converts a report to a batch, which is then processed like batches from SDKs.
///
/// Senders evaluate flags over OFREP with one request each, so they always use the current revision and
/// acknowledge none. They are not among the clients whose revision the server waits for.
@RestController
class NonSdkCallReportController {
    private static final String REMEDY =
            "Do not retry this report; it was not stored. For the format, see docs/reference/outcome-api.md.";

    private final OutcomeIngestionService intake;
    private final UnitAssignmentValidator units;
    private final OverdueGuardEvaluationDetector unevaluatedRolloutDetector;
    private final BatchRateLimiter rate;
    private final Clock clock;

    NonSdkCallReportController(
            OutcomeIngestionService intake,
            UnitAssignmentValidator units,
            OverdueGuardEvaluationDetector unevaluatedRolloutDetector,
            BatchRateLimiter rate,
            Clock clock) {
        this.intake = intake;
        this.units = units;
        this.unevaluatedRolloutDetector = unevaluatedRolloutDetector;
        this.rate = rate;
        this.clock = clock;
    }

    /// Stores outcomes of calls from a process without an SDK; counts each sequence number once.
    @PostMapping("/sdk/v1/calls")
    @OpenApiRequestBodySchema(OutcomeRequestSchemas.NonSdkCallReportRequest.class)
    IngestResponse receive(HttpServletRequest http, Caller.SdkClient client) throws IOException {
        rate.admit(client);
        CallReport report = parse(http.getContentType(), http.getInputStream().readAllBytes());
        units.requireAssignedVariants(client.environment(), report);
        OutcomeBatch batch = report.toBatch(clock.instant());
        BatchSender sender = BatchSender.of(http.getHeader(BatchSender.HEADER), report.heartbeat());
        OptionalLong unattributed = intake.ingest(client.environment(), batch, () -> WireCodec.encode(batch), sender);
        return IngestResponse.of(
                unattributed.isPresent(), unattributed.orElse(0), unevaluatedRolloutDetector.listUnevaluated(batch));
    }

    private static CallReport parse(@Nullable String type, byte[] body) {
        try {
            return switch (essence(type)) {
                case "application/json" -> WireCodec.decodeCalls(body);
                case "application/protobuf", "application/x-protobuf" ->
                    WireCodec.toCallReport(NonSdkCallReportProtobufParser.parse(body));
                default ->
                    throw new MalformedOrOverLimitException(
                            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                            "Unsupported Content-Type. Allowed: application/json, application/protobuf.",
                            "Set Content-Type to application/json, or to application/protobuf for the binary form.");
            };
        } catch (MalformedMessageException e) {
            throw MalformedMessageProblemFactory.toProblem(e, "report", REMEDY);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The report is not a valid Protocol Buffers message: " + e.getMessage(),
                    REMEDY);
        }
    }

    /* The media type without parameters such as charset; JSON when the header is absent. */
    private static String essence(@Nullable String type) {
        return type == null
                ? "application/json"
                : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
