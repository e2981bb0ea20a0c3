// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel proposal`: edits of flags that wait for the consent of others.
@Command(
        name = "proposal",
        mixinStandardHelpOptions = true,
        description = "Edits of flags that others approve before they come into force.",
        subcommands = {
            ProposalCreateCommand.class,
            ProposalListCommand.class,
            ProposalShowCommand.class,
            ProposalApproveCommand.class,
            ProposalApplyCommand.class,
            ProposalWithdrawCommand.class
        })
public final class ProposalCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ProposalCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "proposal needs a subcommand");
    }
}
