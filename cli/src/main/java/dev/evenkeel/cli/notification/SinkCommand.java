// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel sink`: where messages go.
@Command(
        name = "sink",
        aliases = "webhook",
        mixinStandardHelpOptions = true,
        description = "Where messages go, and what became of them.")
public final class SinkCommand extends Group {
    /// Created by picocli.
    public SinkCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("list", "set", "test", "delete", "deliveries", "redeliver");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "list" -> new SinkListCommand();
            case "set" -> new SinkSetCommand();
            case "test" -> new SinkTestCommand();
            case "delete" -> new SinkDeleteCommand();
            case "deliveries" -> new SinkDeliveriesCommand();
            case "redeliver" -> new SinkRedeliverCommand();
            default -> null;
        };
    }
}
