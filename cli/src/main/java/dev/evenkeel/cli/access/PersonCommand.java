// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel person`: people and what they may do.
@Command(
        name = "person",
        mixinStandardHelpOptions = true,
        description = "Adds people, gives and takes roles, ends people.")
public final class PersonCommand extends CommandGroup {
    /// Created by picocli.
    public PersonCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("list", "create", "roles", "invite", "end", "return");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "list" -> new PersonListCommand();
            case "create", "add" -> new PersonCreateCommand();
            case "roles" -> new PersonRolesCommand();
            case "invite" -> new PersonInviteCommand();
            case "end" -> new PersonDisableCommand();
            case "return" -> new PersonEnableCommand();
            default -> null;
        };
    }
}
