// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerProfileStore;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;

/// The `evenkeel profile list` command: lists all profiles.
@Command(
        description = {
            "Lists the profiles and marks the active one.",
            "Commands use the active profile unless an option or a variable selects another server.",
            "",
            "Example:",
            "  ./evenkeel profile list",
            ""
        })
final class ProfileListCommand extends AbstractProfileCommand {
    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        ArrayNode json = ServerApiClient.JSON.createArrayNode();
        var textTable = new TextTable("NAME", "ACTIVE", "SERVER", "ENVIRONMENT", "TOKEN", "CONFIRM");
        profiles.profiles().forEach((name, profile) -> {
            json.add(toJson(profiles, name));
            textTable.addRow(
                    name,
                    name.equals(profiles.active()) ? "*" : "",
                    profile.server().toString(),
                    profile.environment() == null ? "default" : profile.environment(),
                    profile.token() == null ? "-" : profile.token().describe(),
                    profile.confirm() ? "yes" : "no");
        });
        return new ProfileCommandOutput(
                json,
                profiles.profiles().isEmpty()
                        ? "No profiles. To create one: ./evenkeel profile set NAME --server URL"
                        : textTable.toString());
    }
}
