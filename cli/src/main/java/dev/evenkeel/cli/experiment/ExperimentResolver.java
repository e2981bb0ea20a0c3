// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.client.ServerApiClient;
import java.util.regex.Pattern;

/// How people name an experiment: by its id, or by its flag for the newest one of that flag.
final class ExperimentResolver {
    static final String LABEL = "EXPERIMENT";
    static final String HELP =
            "Its id, like x-cf8b0c46dea3ee66, or a flag for that flag's newest experiment in the environment.";

    private static final Pattern ID = Pattern.compile("x-[0-9a-f]{16}");

    private ExperimentResolver() {}

    /// The path of the experiment. What is no flag with an experiment is left to the server to refuse.
    static String path(ServerApiClient api, String environment, String name) throws InterruptedException {
        String id = ID.matcher(name).matches() ? name : newest(api, environment, name);
        return "/api/v1/experiments/" + ServerApiClient.segment(id);
    }

    private static String newest(ServerApiClient api, String environment, String flag) throws InterruptedException {
        return api.get("/api/v1/experiments")
                .body()
                .valueStream()
                .filter(experiment -> experiment.path("flag").asString().equals(flag)
                        && experiment.path("environment").asString().equals(environment))
                .map(experiment -> experiment.path("id").asString())
                .findFirst()
                .orElse(flag);
    }
}
