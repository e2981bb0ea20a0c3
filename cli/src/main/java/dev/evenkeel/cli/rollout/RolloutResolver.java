// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import java.util.regex.Pattern;

/// A resolver of rollouts named by id, or by flag for its newest rollout.
final class RolloutResolver {
    static final String LABEL = "ROLLOUT";
    static final String HELP =
            "ID of a rollout, such as r-cf8b0c46dea3ee66, or key of a flag for its newest rollout in the environment.";

    private static final Pattern ID = Pattern.compile("r-[0-9a-f]{16}");

    private RolloutResolver() {}

    /// Fetches the details of the rollout.
    ///
    /// @throws dev.evenkeel.cli.client.ServerRejectionException when the rollout does not exist
    static TypedResponse<RolloutDetailResponse> getRollout(ServerApiClient api, String environment, String name)
            throws InterruptedException {
        return api.get(rolloutPath(resolveId(api, environment, name)), RolloutDetailResponse.class);
    }

    /// Returns the id of the rollout.
    static String resolveId(ServerApiClient api, String environment, String name) throws InterruptedException {
        return ID.matcher(name).matches() ? name : findNewestId(api, environment, name);
    }

    static String rolloutPath(String id) {
        return "/api/v1/rollouts/" + ServerApiClient.urlEncode(id);
    }

    /* Leaves a name that is not a flag with a rollout unchanged, for the server to reject. */
    private static String findNewestId(ServerApiClient api, String environment, String flag)
            throws InterruptedException {
        return api.list("/api/v1/rollouts", RolloutResponse.class).stream()
                .map(TypedResponse::value)
                .filter(rollout ->
                        rollout.flag().equals(flag) && rollout.environment().equals(environment))
                .map(RolloutResponse::id)
                .findFirst()
                .orElse(flag);
    }
}
