// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A command by which a person decides about a rollout, with a reason.
abstract class RolloutActionCommand extends ServerCommand {
    @Parameters(paramLabel = RolloutResolver.LABEL, description = RolloutResolver.HELP)
    private String rollout = "";

    /// Orders.
    ///
    /// @param what the last part of the path
    /// @return the rollout after it
    final JsonNode order(ServerApiClient api, String what, ObjectNode body) throws InterruptedException {
        String id = RolloutResolver.id(api, environment(), rollout);
        return api.post(RolloutResolver.path(id) + "/" + what, body.toString()).body();
    }
}
