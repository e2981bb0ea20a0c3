// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel service` commands: manage the service catalog.
@Command(
        name = "service",
        mixinStandardHelpOptions = true,
        description = "Manage the service catalog: owners, dependencies and flags of services.")
public final class ServiceCommand extends CommandGroup {
    public ServiceCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "apply", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new ServiceListCommand();
            case "show" -> new ServiceShowCommand();
            case "apply" -> new ServiceApplyCommand();
            case "delete" -> new ServiceDeleteCommand();
            default -> null;
        };
    }
}
