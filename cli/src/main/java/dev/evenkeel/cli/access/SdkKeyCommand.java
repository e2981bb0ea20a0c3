// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel sdk-key` commands: list, create and revoke SDK keys of an environment.
@Command(description = "List, create and revoke SDK keys of an environment.")
public final class SdkKeyCommand extends CommandGroup {
    public SdkKeyCommand() {
        super(
                verb("list", SdkKeyListCommand.class),
                verb("create", SdkKeyCreateCommand.class),
                verb("revoke", SdkKeyRevokeCommand.class));
    }
}
