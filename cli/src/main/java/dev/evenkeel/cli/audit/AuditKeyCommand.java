// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel audit key` command: prints the public key that verifies chain heads.
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the public key of the server's heads as PEM; with --json also as JWK, with its fingerprint (RFC 7638).",
            "Get it once, compare its fingerprint with the one that the server printed, and keep it yourself.",
            "",
            "Example:",
            "  ./evenkeel audit key > audit-key.pub.pem",
            ""
        })
final class AuditKeyCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode key = api.get("/api/v1/audit/key").body();
        return new CommandResult(key, key.path("pem").stringValue("").stripTrailing());
    }
}
