// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.api.AuditApi.AuditEntriesResponse;
import dev.evenkeel.api.AuditApi.AuditHeadResponse;
import dev.evenkeel.api.AuditApi.SigningKeyResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.engine.audit.AuditEntry;
import picocli.CommandLine.Command;

/// The `evenkeel audit` commands: list, export and verify the audit log.
@Command(description = "List, export and verify the audit log.")
public final class AuditCommand extends CommandGroup {
    private static final Resource ENTRIES = Resource.at("/api/v1/audit").number("NUMBER", "Number of the entry.");

    public AuditCommand() {
        super(
                list(),
                ENTRIES.show(AuditEntry.class, AuditTextFormatter::formatEntry).verb("show", """
                        Shows an audit entry and the values that it changed.

                        Example:
                          ./evenkeel audit show 17
                        """),
                verb("export", AuditExportCommand.class),
                verb("verify", AuditVerifyCommand.class),
                ENTRIES.get("/head", AuditHeadResponse.class, AuditHeadResponse::jws)
                        .verb("head", """
                        Prints the current head of the audit log, signed by the server.
                        The head is a JWS. Store heads where the owner of the database cannot write, for audit verify --heads.

                        Example:
                          ./evenkeel audit head >> heads.jsonl
                        """),
                ENTRIES.get("/key", SigningKeyResponse.class, key -> key.pem().stripTrailing())
                        .verb("public-key", """
                        Prints the public key that verifies audit log heads, as PEM.
                        --json adds the JWK and its fingerprint (RFC 7638). Compare the fingerprint with the one that the server
                        printed when it created the key, and store the key outside the server.

                        Example:
                          ./evenkeel audit public-key > audit-key.pub.pem
                        """));
    }

    private static Verb list() {
        return ENTRIES.list(AuditEntriesResponse.class, AuditTextFormatter::formatList)
                .filter("--subject", "S", "Only this subject, such as default/payment-core.", "subject")
                .filter("--actor", "A", "Only this actor, such as guard.", "actor")
                .filter("--action", "PREFIX", "Only actions that start with this text, such as rollout.", "action")
                .filter("--from", "T", "Earliest time or date in UTC, such as 2026-11-25.", "since")
                .filter("--to", "T", "Latest time or date in UTC, exclusive.", "until")
                .numberFilter("--before", "N", "Only entries with a smaller number.", "before")
                .limit(100)
                .verb("list", """
                Lists audit entries, newest first.

                Example:
                  ./evenkeel audit list --action rollout. --from 2026-11-25 --limit 20
                """);
    }
}
