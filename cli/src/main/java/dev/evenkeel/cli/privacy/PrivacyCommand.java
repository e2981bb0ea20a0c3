// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel privacy` commands: report and erase the data stored about a targeting key.
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description = "Report and erase the data stored about a targeting key.")
public final class PrivacyCommand extends CommandGroup {
    public PrivacyCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("report", "erase");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "report" -> new PrivacyReportCommand();
            case "erase" -> new PrivacyEraseCommand();
            default -> null;
        };
    }
}
