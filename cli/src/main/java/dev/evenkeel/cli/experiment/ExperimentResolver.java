// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
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
        return api.list("/api/v1/experiments", ExperimentResponse.class).stream()
                .map(TypedResponse::value)
                .filter(experiment -> experiment.flag().equals(flag)
                        && experiment.environment().equals(environment))
                .map(ExperimentResponse::id)
                .findFirst()
                .orElse(flag);
    }
}
