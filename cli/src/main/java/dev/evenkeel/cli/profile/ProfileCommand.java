// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel profile` commands: manage named servers in the local configuration.
@Command(description = "Manage profiles: named servers with an environment and a token source.")
public final class ProfileCommand extends CommandGroup {
    public ProfileCommand() {
        super(
                verb("list", ProfileListCommand.class),
                verb("show", ProfileShowCommand.class),
                verb("set", ProfileSetCommand.class),
                verb("use", ProfileUseCommand.class),
                verb("delete", ProfileDeleteCommand.class));
    }
}
