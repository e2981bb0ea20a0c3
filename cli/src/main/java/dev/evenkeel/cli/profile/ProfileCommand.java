// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel profile`: servers by name.
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Servers by name: where they are, what is meant there, where the token comes from.")
public final class ProfileCommand extends CommandGroup {
    /// Created by picocli.
    public ProfileCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("list", "show", "set", "use", "delete");
    }

    @Override
    public @Nullable Object verb(String verb) {
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
