// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel route`: which events go where.
@Command(name = "route", mixinStandardHelpOptions = true, description = "Which events go where.")
public final class RouteCommand extends Group {
    /// Created by picocli.
    public RouteCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("list", "set", "dry-run", "delete");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "list" -> new RouteListCommand();
            case "set" -> new RouteSetCommand();
            case "dry-run" -> new RouteDryRunCommand();
            case "delete" -> new RouteDeleteCommand();
            default -> null;
        };
    }
}
