// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.delivery.Clients;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Problem.Fault;
import dev.evenkeel.server.platform.ProblemException;
import dev.evenkeel.server.platform.Refused;
import dev.evenkeel.server.platform.Rejected;
import dev.evenkeel.wire.MalformedMessageException;
import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.UnjudgedRollout;
import dev.evenkeel.wire.WireCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint to which SDK processes send outcome batches (docs/reference/sdk-protocol.md).
@RestController
class OutcomeApi {
    private final Intake intake;
    private final Clients clients;
    private final Unjudged unjudged;
    private final BatchRate rate;

    OutcomeApi(Intake intake, Clients clients, Unjudged unjudged, BatchRate rate) {
        this.rate = rate;
        this.intake = intake;
        this.clients = clients;
        this.unjudged = unjudged;
    }

    @PostMapping("/sdk/v1/outcomes")
    Receipt receive(@RequestBody byte[] body, Caller.SdkClient client) {
        rate.admit(client);
        OutcomeBatch batch = decode(body);
        clients.seen(client.environment(), batch.instance());
        boolean fresh = intake.receive(client.environment(), batch);
        List<UnjudgedRollout> waiting = unjudged.of(batch);
        return new Receipt(fresh, fresh ? null : true, waiting.isEmpty() ? null : waiting);
    }

    private static OutcomeBatch decode(byte[] body) {
        try {
            return WireCodec.decodeBatch(body);
        } catch (MalformedMessageException e) {
            throw refusal(e);
        }
    }

    private static ProblemException refusal(MalformedMessageException e) {
        String detail = String.join("; ", e.problems());
        String remedy = "Do not send this batch again. Nothing of it was stored; compare it with the SDK protocol.";
        return switch (e.kind()) {
            case TOO_LARGE -> new Refused(ErrorCode.TOO_LARGE, detail, remedy);
            case NOT_SUCH_JSON -> new Refused(ErrorCode.MALFORMED, detail, remedy);
            case CONTRADICTORY ->
                new Rejected(
                        ErrorCode.INVALID,
                        "The batch contradicts itself: " + detail,
                        remedy,
                        e.problems().stream()
                                .map(problem -> new Fault("", problem, ""))
                                .toList());
        };
    }

    /// What became of a batch.
    ///
    /// @param accepted whether it counts from now on
    /// @param duplicate true when it counted before; null when it did not
    /// @param unjudged its rollouts whose outcomes nobody takes; null for none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            boolean accepted,
            @Nullable Boolean duplicate,
            @Nullable List<UnjudgedRollout> unjudged) {}
}
