// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel override` commands: create, review and revoke gate overrides.
@Command(description = "Override a gate for a flag, and list, review and revoke overrides.")
public final class OverrideCommand extends CommandGroup {
    public OverrideCommand() {
        super(
                verb("list", GateOverrideListCommand.class),
                verb("create", GateOverrideCreateCommand.class),
                verb("revoke", GateOverrideRevokeCommand.class),
                verb("review", GateOverrideReviewCommand.class),
                verb("pending-reviews", PendingReviewListCommand.class));
    }
}
