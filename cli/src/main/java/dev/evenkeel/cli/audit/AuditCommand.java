// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel audit` commands: list, export and verify the audit log.
@Command(name = "audit", mixinStandardHelpOptions = true, description = "List, export and verify the audit log.")
public final class AuditCommand extends CommandGroup {
    public AuditCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "export", "verify", "head", "public-key");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new AuditListCommand();
            case "show" -> new AuditEntryShowCommand();
            case "export" -> new AuditExportCommand();
            case "verify" -> new AuditVerifyCommand();
            case "head" -> new AuditHeadCommand();
            case "public-key" -> new AuditPublicKeyCommand();
            default -> null;
        };
    }
}
