// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Who does what a command orders, for those who speak for somebody else: an option that such commands
/// have.
public final class PersonOption {
    @Option(names = "--person", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    /// Created by picocli.
    public PersonOption() {}

    /// Names the person in an order, where one was given.
    public void in(ObjectNode order) {
        if (person != null) {
            order.put("person", person);
        }
    }
}
