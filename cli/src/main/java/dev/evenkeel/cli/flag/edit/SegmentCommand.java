// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel segment` commands: manage the segments of an environment.
@Command(name = "segment", mixinStandardHelpOptions = true, description = "Manage the segments of an environment.")
public final class SegmentCommand extends CommandGroup {
    public SegmentCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "update", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new SegmentListCommand();
            case "show" -> new SegmentShowCommand();
            case "update" -> new SegmentUpdateCommand();
            case "delete" -> new SegmentDeleteCommand();
            default -> null;
        };
    }
}
