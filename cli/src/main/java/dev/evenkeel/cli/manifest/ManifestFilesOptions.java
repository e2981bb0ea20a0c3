// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.api.ManifestApi.ApplyManifestsRequest;
import dev.evenkeel.api.ManifestApi.ApplyManifestsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.client.ServerRejectionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The options that select manifest files and name their set.
final class ManifestFilesOptions {
    @Option(
            names = {"-f", "--file"},
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, or folders with YAML and JSON files.")
    private List<Path> files = List.of();

    @Option(names = "--set", paramLabel = "NAME", description = "Name of this set of files (default: default).")
    private String set = "default";

    @Option(names = "--prune", description = "Delete objects of the set that the files omit.")
    private boolean prune;

    @Option(names = "--take-over", description = "Move objects of other sets to this set.")
    private boolean takeOver;

    /// The files that were sent, and the server's response.
    record ManifestResponse(ManifestFiles files, TypedResponse<ApplyManifestsResponse> result) {}

    /// Sends the files.
    ///
    /// @param dryRun whether the server only reports what it would change
    /// @param environment environment variables, for secrets and for the source of the files
    /// @throws ManifestFiles.InvalidManifestFileException when a file cannot be read
    /// @throws ServerRejectionException when the server rejects the files; the message names their locations
    ManifestResponse send(ServerApiClient api, boolean dryRun, String reason, Map<String, String> environment)
            throws InterruptedException {
        ManifestFiles read = ManifestFiles.read(files, environment);
        var request = new ApplyManifestsRequest(set, source(environment), reason, prune, takeOver, read.documents());
        try {
            return new ManifestResponse(
                    read, api.post("/api/v1/manifests?dryRun=" + dryRun, request, ApplyManifestsResponse.class));
        } catch (ServerRejectionException e) {
            throw e.withMessage(read.replaceWithFilePlaces(String.valueOf(e.getMessage())));
        }
    }

    /* From the variables of GitHub Actions or GitLab CI. */
    private static String source(Map<String, String> environment) {
        String repository =
                environment.getOrDefault("GITHUB_REPOSITORY", environment.getOrDefault("CI_PROJECT_PATH", ""));
        String commit = environment.getOrDefault("GITHUB_SHA", environment.getOrDefault("CI_COMMIT_SHA", ""));
        return repository.isEmpty() ? "" : repository + "@" + commit;
    }
}
