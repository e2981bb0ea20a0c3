// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ReportedChangeState;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of GitHub's `deployment_status` events, as sent by its webhook and as available to its actions in a
/// file.
public final class GitHubDeploymentParser {
    private static final Map<String, ReportedChangeState> STATES = Map.of(
            "in_progress", ReportedChangeState.STARTED,
            "success", ReportedChangeState.COMPLETED,
            "failure", ReportedChangeState.ABORTED,
            "error", ReportedChangeState.ABORTED);

    private GitHubDeploymentParser() {}

    /// Parses an event.
    ///
    /// @param service service that the repository deploys; null when it has the repository's name
    /// @return empty for an event or a state that is not about a change; must not be used when there are errors
    public static Optional<ExternalChangeReport> parse(
            JsonNode body, @Nullable String service, ValidationErrors errors) {
        if (!body.path("deployment_status").isObject()) {
            return Optional.empty();
        }
        JsonObjectReader event = new JsonObjectReader(body, "", errors);
        JsonObjectReader status = event.object("deployment_status");
        ReportedChangeState state = STATES.get(status.requireLine("state", "set the state of the deployment"));
        return state == null ? Optional.empty() : Optional.of(toReport(event, status, service, state));
    }

    private static ExternalChangeReport toReport(
            JsonObjectReader event, JsonObjectReader status, @Nullable String service, ReportedChangeState state) {
        JsonObjectReader deployment = event.object("deployment");
        JsonObjectReader repository = event.object("repository");
        String sha = deployment.line("sha");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "github:" + repository.requireLine("full_name", "set the repository"),
                        String.valueOf(deployment.integer("id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> repository.requireLine("name", "set the name of the repository")),
                deployment.requireLine("environment", "set the environment"),
                state,
                status.requireInstant("created_at"),
                ExternalChangeReport.Details.ofDeployment(
                        formatTitle(deployment, sha),
                        deployment.object("creator").line("login"),
                        sha,
                        status.line("target_url")));
    }

    private static String formatTitle(JsonObjectReader deployment, @Nullable String sha) {
        String description = deployment.line("description");
        String ref = deployment.line("ref");
        return description != null ? description : (ref == null ? "" : ref) + (sha == null ? "" : " at " + sha);
    }
}
