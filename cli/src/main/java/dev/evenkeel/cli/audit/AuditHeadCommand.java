// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel audit head` command: prints the current chain head, signed by the server.
@Command(
        description = {
            "Prints the current head of the audit log, signed by the server.",
            "The head is a JWS. Store heads where the owner of the database cannot write, for audit verify --heads.",
            "",
            "Example:",
            "  ./evenkeel audit head >> heads.jsonl",
            ""
        })
final class AuditHeadCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode head = api.get("/api/v1/audit/head").body();
        return new CommandResult(head, head.path("jws").asString());
    }
}
