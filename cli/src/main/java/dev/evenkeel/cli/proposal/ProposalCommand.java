// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel proposal`: edits of flags that wait for the consent of others.
@Command(
        name = "proposal",
        mixinStandardHelpOptions = true,
        description = "Edits of flags that others approve before they come into force.")
public final class ProposalCommand extends CommandGroup {
    /// Created by picocli.
    public ProposalCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("create", "list", "show", "approve", "apply", "withdraw");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "create" -> new ProposalCreateCommand();
            case "list" -> new ProposalListCommand();
            case "show" -> new ProposalShowCommand();
            case "approve" -> new ProposalApproveCommand();
            case "apply" -> new ProposalApplyCommand();
            case "withdraw" -> new ProposalWithdrawCommand();
            default -> null;
        };
    }
}
