// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel profile` commands: manage named servers in the local configuration.
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Manage profiles: named servers with an environment and a token source.")
public final class ProfileCommand extends CommandGroup {
    public ProfileCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "set", "use", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new ProfileListCommand();
            case "show" -> new ProfileShowCommand();
            case "set" -> new ProfileSetCommand();
            case "use" -> new ProfileUseCommand();
            case "delete" -> new ProfileDeleteCommand();
            default -> null;
        };
    }
}
