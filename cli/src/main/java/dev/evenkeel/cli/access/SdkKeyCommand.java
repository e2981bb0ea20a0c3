// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel sdk-key` commands: list, create and revoke SDK keys of an environment.
@Command(
        name = "sdk-key",
        mixinStandardHelpOptions = true,
        description = "List, create and revoke SDK keys of an environment.")
public final class SdkKeyCommand extends CommandGroup {
    public SdkKeyCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "revoke");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new SdkKeyListCommand();
            case "create" -> new SdkKeyCreateCommand();
            case "revoke" -> new SdkKeyRevokeCommand();
            default -> null;
        };
    }
}
