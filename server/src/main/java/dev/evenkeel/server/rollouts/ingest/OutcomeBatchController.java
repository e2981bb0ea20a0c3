// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.foundation.problems.MalformedMessageProblemFactory;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint to which SDK processes send outcome batches (docs/reference/sdk-protocol.md).
@RestController
class OutcomeBatchController {
    private static final String REMEDY =
            "Do not retry this batch; it was not stored. For the format, see docs/reference/sdk-protocol.md.";

    private final OutcomeIngestionService intake;
    private final SdkClientService clients;
    private final OverdueGuardEvaluationDetector unevaluatedRolloutDetector;
    private final BatchRateLimiter rate;

    OutcomeBatchController(
            OutcomeIngestionService intake,
            SdkClientService clients,
            OverdueGuardEvaluationDetector unevaluatedRolloutDetector,
            BatchRateLimiter rate) {
        this.rate = rate;
        this.intake = intake;
        this.clients = clients;
        this.unevaluatedRolloutDetector = unevaluatedRolloutDetector;
    }

    /// Stores an outcome batch of an SDK process; counts each sequence number once.
    @PostMapping("/sdk/v1/outcomes")
    @OpenApiRequestBodySchema(OutcomeRequestSchemas.OutcomeBatchRequest.class)
    IngestResponse receive(
            @RequestBody byte[] body,
            @RequestHeader(name = BatchSender.HEADER, required = false) @Nullable String secret,
            Caller.SdkClient client) {
        rate.admit(client);
        BatchSender sender = BatchSender.of(secret, false);
        OutcomeBatch batch = decode(body);
        clients.markSeen(client.environment(), batch.instance());
        boolean fresh =
                intake.ingest(client.environment(), batch, () -> body, sender).isPresent();
        return IngestResponse.of(fresh, 0, unevaluatedRolloutDetector.listUnevaluated(batch));
    }

    private static OutcomeBatch decode(byte[] body) {
        try {
            return WireCodec.decodeBatch(body);
        } catch (MalformedMessageException e) {
            throw MalformedMessageProblemFactory.toProblem(e, "batch", REMEDY);
        }
    }
}
