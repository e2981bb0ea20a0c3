// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel override` commands: create, review and revoke gate overrides.
@Command(description = "Override a gate for a flag, and list, review and revoke overrides.")
public final class OverrideCommand extends CommandGroup {
    private static final Resource OVERRIDES = Resource.inEnvironment("/gate-overrides")
            .argument("OVERRIDE", "ID of the override; ./evenkeel override list shows it.");

    public OverrideCommand() {
        super(
                OVERRIDES
                        .list(FlagGateOverride[].class, GateTextFormatter::formatOverrides)
                        .verb("list", """
                        Lists the newest gate overrides of an environment, including expired ones.

                        Example:
                          ./evenkeel override list --environment production
                        """),
                verb("create", GateOverrideCreateCommand.class),
                OVERRIDES.delete("Override %s", "revoked").verb("revoke", """
                        Revokes a gate override before it expires.

                        Example:
                          ./evenkeel override revoke go-5f0c31a2b4d6e8f0
                        """),
                verb("review", GateOverrideReviewCommand.class),
                verb("pending-reviews", PendingReviewListCommand.class));
    }
}
