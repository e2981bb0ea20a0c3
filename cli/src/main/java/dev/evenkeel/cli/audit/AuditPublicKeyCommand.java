// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel audit public-key` command: prints the public key that verifies chain heads.
@Command(
        description = {
            "Prints the public key that verifies audit log heads, as PEM.",
            "--json adds the JWK and its fingerprint (RFC 7638). Compare the fingerprint with the one that the server",
            "printed when it created the key, and store the key outside the server.",
            "",
            "Example:",
            "  ./evenkeel audit public-key > audit-key.pub.pem",
            ""
        })
final class AuditPublicKeyCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode key = api.get("/api/v1/audit/key").body();
        return new CommandResult(key, key.path("pem").stringValue("").stripTrailing());
    }
}
