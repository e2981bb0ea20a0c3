// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel cause` commands: rank the causes of incidents.
@Command(
        name = "cause",
        mixinStandardHelpOptions = true,
        description = "Rank the causes of incidents by harm and by the savings of a fix.")
public final class CauseCommand extends CommandGroup {
    public CauseCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return verb.equals("list") ? new CauseListCommand() : null;
    }
}
