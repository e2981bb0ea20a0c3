// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Option;

/// The option `--team`; a picocli mixin.
final class TeamOption {
    @Option(names = "--team", paramLabel = "NAME", description = "Team (default: the whole organization).")
    private String team = "";

    /// Returns an API path of the team.
    String apiPath(String rest) {
        return "/api/v1/capacity" + rest + "?team=" + ServerApiClient.urlEncode(team);
    }

    /// Formats the name of the team.
    String displayName() {
        return team.isEmpty() ? "all teams" : team;
    }
}
