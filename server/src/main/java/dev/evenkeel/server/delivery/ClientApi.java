// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Problem;
import dev.evenkeel.server.platform.ProblemException;
import dev.evenkeel.server.platform.Refused;
import dev.evenkeel.server.platform.Rejected;
import dev.evenkeel.wire.AckMessage;
import dev.evenkeel.wire.MalformedMessageException;
import dev.evenkeel.wire.WireCodec;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes acknowledgements from processes, and shows administrators who has which revision.
@RestController
class ClientApi {
    private final Clients clients;

    ClientApi(Clients clients) {
        this.clients = clients;
    }

    record ClientList(List<Client> clients) {}

    @PostMapping("/sdk/v1/acks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@RequestBody byte[] body, Caller.SdkClient client) {
        try {
            AckMessage ack = WireCodec.decodeAck(body);
            clients.acknowledge(client.environment(), ack.instance(), ack.revision());
        } catch (MalformedMessageException e) {
            throw refusal(e);
        }
    }

    @GetMapping("/api/v1/environments/{environment}/clients")
    ClientList list(@PathVariable String environment) {
        return new ClientList(clients.of(environment));
    }

    private static ProblemException refusal(MalformedMessageException e) {
        String detail = "This is no acknowledgement: " + String.join("; ", e.problems());
        String remedy = "Send {\"instance\":\"NAME\",\"revision\":NUMBER}.";
        return switch (e.kind()) {
            case TOO_LARGE -> new Refused(ErrorCode.TOO_LARGE, detail, remedy);
            case NOT_SUCH_JSON -> new Refused(ErrorCode.MALFORMED, detail, remedy);
            case CONTRADICTORY ->
                new Rejected(
                        ErrorCode.INVALID,
                        detail,
                        remedy,
                        e.problems().stream()
                                .map(problem -> new Problem.Fault("", problem, ""))
                                .toList());
        };
    }
}
