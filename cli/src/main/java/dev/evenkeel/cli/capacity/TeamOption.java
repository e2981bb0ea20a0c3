// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Option;

/// Whose time it is; a picocli mixin.
final class TeamOption {
    @Option(names = "--team", paramLabel = "NAME", description = "The team (default: the whole organisation).")
    private String team = "";

    /// A path of the API about the team.
    String path(String rest) {
        return "/api/v1/capacity" + rest + "?team=" + ServerApiClient.segment(team);
    }

    /// The team in words.
    String words() {
        return team.isEmpty() ? "everybody" : team;
    }
}
