// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel privacy` commands: report and erase the data stored about a targeting key.
@Command(description = "Report and erase the data stored about a targeting key.")
public final class PrivacyCommand extends CommandGroup {
    public PrivacyCommand() {
        super(verb("report", PrivacyReportCommand.class), verb("erase", PrivacyEraseCommand.class));
    }
}
