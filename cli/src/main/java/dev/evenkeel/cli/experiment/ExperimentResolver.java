// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.client.ServerApiClient;
import java.util.regex.Pattern;

/// A resolver of experiments named by id, or by flag for its newest experiment.
final class ExperimentResolver {
    static final String LABEL = "EXPERIMENT";
    static final String HELP =
            "ID such as x-cf8b0c46dea3ee66, or the key of a flag for its newest experiment in the environment.";

    private static final Pattern ID = Pattern.compile("x-[0-9a-f]{16}");

    private ExperimentResolver() {}

    /// Returns the path of the experiment. Leaves unknown names unchanged, for the server to reject.
    static String resolvePath(ServerApiClient api, String environment, String name) throws InterruptedException {
        String id = ID.matcher(name).matches() ? name : findNewestId(api, environment, name);
        return "/api/v1/experiments/" + ServerApiClient.urlEncode(id);
    }

    private static String findNewestId(ServerApiClient api, String environment, String flag)
            throws InterruptedException {
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
