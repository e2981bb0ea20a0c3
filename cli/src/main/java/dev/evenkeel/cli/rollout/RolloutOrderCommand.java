// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A command by which a person decides about a rollout, with a reason.
abstract class RolloutOrderCommand extends ServerCommand {
    @Parameters(paramLabel = RolloutName.LABEL, description = RolloutName.HELP)
    private String rollout = "";

    /// Orders.
    ///
    /// @param what the last part of the path
    /// @return the rollout after it
    final JsonNode order(ServerApi api, String what, ObjectNode body) throws InterruptedException {
        String id = RolloutName.id(api, environment(), rollout);
        return api.post(RolloutName.path(id) + "/" + what, body.toString()).body();
    }
}
