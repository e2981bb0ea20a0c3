// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.command.DeclinedException;
import picocli.CommandLine.Command;

/// The `evenkeel flag update` command: replaces one flag.
@Command(
        description = {
            "Replaces the definition of a flag with a file. Fails if the flag does not exist.",
            "",
            "Example:",
            "  ./evenkeel flag update checkout checkout.json --reason \"one more variant\"",
            ""
        })
public final class FlagUpdateCommand extends AbstractFlagFileCommand {
    public FlagUpdateCommand() {}

    @Override
    void check(String key, boolean isExisting) {
        if (!isExisting) {
            throw new DeclinedException("No flag \"" + key + "\" in environment " + environment()
                    + ". Nothing was changed. To create it: ./evenkeel flag create " + key + " FILE");
        }
    }
}
