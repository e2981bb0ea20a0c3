// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.ReleasePauseApi.PauseOrResumeReleasesRequest;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for pausing and resuming releases: scope and reason.
final class ReleasePauseOptions {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private @Nullable String service;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    /// Returns the request.
    PauseOrResumeReleasesRequest request() {
        return new PauseOrResumeReleasesRequest(service, reason);
    }
}
