// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel audit`: what concerns the ledger.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The audit ledger: who did what, and proof that nobody rewrote it.",
        subcommands = {
            AuditListCommand.class,
            AuditShowCommand.class,
            AuditExportCommand.class,
            AuditVerifyCommand.class,
            AuditHeadCommand.class,
            AuditKeyCommand.class
        })
public final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public AuditCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "audit needs a subcommand");
    }
}
