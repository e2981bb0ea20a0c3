// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel proposal` commands: manage flag changes that require approval.
@Command(
        name = "proposal",
        mixinStandardHelpOptions = true,
        description = "Propose, approve and apply flag changes that require approval.")
public final class ProposalCommand extends CommandGroup {
    public ProposalCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("create", "list", "show", "approve", "apply", "withdraw");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
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
