// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.command.DeclinedException;
import picocli.CommandLine.Command;

/// The `evenkeel flag create` command: creates one flag.
@Command(
        description = {
            "Creates a flag from a file. Fails if the flag exists.",
            "",
            "Example:",
            "  ./evenkeel flag create checkout checkout.json --reason \"new checkout\"",
            ""
        })
public final class FlagCreateCommand extends AbstractFlagFileCommand {
    public FlagCreateCommand() {}

    @Override
    void check(String key, boolean isExisting) {
        if (isExisting) {
            throw new DeclinedException("Flag \"" + key + "\" already exists in environment " + environment()
                    + ". It was not changed. To update it: ./evenkeel flag update " + key + " FILE");
        }
    }
}
