// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel audit` commands: list, export and verify the audit log.
@Command(description = "List, export and verify the audit log.")
public final class AuditCommand extends CommandGroup {
    public AuditCommand() {
        super(
                verb("list", AuditListCommand.class),
                verb("show", AuditEntryShowCommand.class),
                verb("export", AuditExportCommand.class),
                verb("verify", AuditVerifyCommand.class),
                verb("head", AuditHeadCommand.class),
                verb("public-key", AuditPublicKeyCommand.class));
    }
}
