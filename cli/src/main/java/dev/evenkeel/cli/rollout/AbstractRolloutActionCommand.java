// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Parameters;

/// A base class of commands that decide about a rollout, with a reason.
abstract class AbstractRolloutActionCommand extends AbstractServerCommand {
    @Parameters(paramLabel = RolloutResolver.LABEL, description = RolloutResolver.HELP)
    private String rollout = "";

    /// Sends the action.
    ///
    /// @param what last segment of the path
    /// @return the rollout after the action
    final TypedResponse<RolloutDetailResponse> postAction(ServerApiClient api, String what, Record request)
            throws InterruptedException {
        String id = RolloutResolver.resolveId(api, environment(), rollout);
        return api.post(RolloutResolver.rolloutPath(id) + "/" + what, request, RolloutDetailResponse.class);
    }
}
