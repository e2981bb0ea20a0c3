// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
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
        ReportedChangeState state =
                STATES.get(ChangeFieldReader.requireText(status, "state", "the state of the deployment"));
        return state == null ? Optional.empty() : Optional.of(toReport(event, status, service, state));
    }

    private static ExternalChangeReport toReport(
            JsonObjectReader event, JsonObjectReader status, @Nullable String service, ReportedChangeState state) {
        JsonObjectReader deployment = event.object("deployment");
        JsonObjectReader repository = event.object("repository");
        String sha = ChangeFieldReader.optionalText(deployment, "sha");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "github:" + ChangeFieldReader.requireText(repository, "full_name", "the repository"),
                        String.valueOf(deployment.integer("id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> ChangeFieldReader.requireText(repository, "name", "the name of the repository")),
                ChangeFieldReader.requireText(deployment, "environment", "the environment"),
                state,
                ChangeFieldReader.requireTime(status, "created_at"),
                new ExternalChangeReport.Details(
                        ChangeKind.CODE,
                        formatTitle(deployment, sha),
                        ChangeFieldReader.optionalText(deployment.object("creator"), "login"),
                        sha,
                        ChangeFieldReader.optionalText(status, "target_url"),
                        null,
                        false,
                        null,
                        null));
    }

    private static String formatTitle(JsonObjectReader deployment, @Nullable String sha) {
        String description = ChangeFieldReader.optionalText(deployment, "description");
        String ref = ChangeFieldReader.optionalText(deployment, "ref");
        return description != null ? description : (ref == null ? "" : ref) + (sha == null ? "" : " at " + sha);
    }
}
