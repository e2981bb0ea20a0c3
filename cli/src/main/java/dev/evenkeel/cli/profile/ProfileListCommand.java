// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerProfileStore;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;

/// `evenkeel profile list`: all profiles.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the profiles. That in use has a star: it counts where nothing else says which server is meant.",
            "",
            "Example:",
            "  ./evenkeel profile list",
            ""
        })
final class ProfileListCommand extends LocalProfileCommand {
    @Override
    ProfileOutput answer(ServerProfileStore profiles) {
        ArrayNode json = ServerApiClient.JSON.createArrayNode();
        var table = new TextTable("PROFILE", "IN USE", "SERVER", "ENVIRONMENT", "TOKEN", "CONFIRM");
        profiles.all().forEach((name, profile) -> {
            json.add(json(profiles, name));
            table.row(
                    name,
                    name.equals(profiles.inUse()) ? "*" : "",
                    profile.server().toString(),
                    profile.environment() == null ? "default" : profile.environment(),
                    profile.token() == null ? "-" : profile.token().words(),
                    profile.confirm() ? "yes" : "no");
        });
        return new ProfileOutput(
                json,
                profiles.all().isEmpty()
                        ? "No profile. ./evenkeel profile set NAME --server URL makes one."
                        : table.toString());
    }
}
