// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How people name a rollout: by its id, or by its flag for the newest one of that flag.
final class RolloutResolver {
    static final String LABEL = "ROLLOUT";
    static final String HELP =
            "Its id, like r-cf8b0c46dea3ee66, or a flag for that flag's newest rollout in the environment.";

    private static final Pattern ID = Pattern.compile("r-[0-9a-f]{16}");

    private RolloutResolver() {}

    /// The rollout, whole.
    ///
    /// @throws dev.evenkeel.cli.client.ServerRejectionException when there is none
    static JsonNode find(ServerApiClient api, String environment, String name) throws InterruptedException {
        return api.get(path(id(api, environment, name))).body();
    }

    /// Its id.
    static String id(ServerApiClient api, String environment, String name) throws InterruptedException {
        return ID.matcher(name).matches() ? name : newest(api, environment, name);
    }

    static String path(String id) {
        return "/api/v1/rollouts/" + ServerApiClient.segment(id);
    }

    /* What is no flag with a rollout is left to the server to refuse. */
    private static String newest(ServerApiClient api, String environment, String flag) throws InterruptedException {
        return api.get("/api/v1/rollouts")
                .body()
                .valueStream()
                .filter(rollout -> rollout.path("flag").asString().equals(flag)
                        && rollout.path("environment").asString().equals(environment))
                .map(rollout -> rollout.path("id").asString())
                .findFirst()
                .orElse(flag);
    }
}
