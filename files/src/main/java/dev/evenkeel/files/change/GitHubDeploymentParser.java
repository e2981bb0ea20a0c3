// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Events `deployment_status` of GitHub, as its webhook sends them and its actions find them in a file.
public final class GitHubDeploymentParser {
    private static final Map<String, ExternalChangeReport.State> STATES = Map.of(
            "in_progress", ExternalChangeReport.State.STARTED,
            "success", ExternalChangeReport.State.DONE,
            "failure", ExternalChangeReport.State.GIVEN_UP,
            "error", ExternalChangeReport.State.GIVEN_UP);

    private GitHubDeploymentParser() {}

    /// Reads one.
    ///
    /// @param service the service that the repository deploys; null when it has the repository's name
    /// @return empty for an event or a state that says nothing of a change; not to be used when there are
    ///     faults
    public static Optional<ExternalChangeReport> read(
            JsonNode body, @Nullable String service, ValidationErrors faults) {
        if (!body.path("deployment_status").isObject()) {
            return Optional.empty();
        }
        JsonObjectReader event = new JsonObjectReader(body, "", faults);
        JsonObjectReader status = event.object("deployment_status");
        ExternalChangeReport.State state =
                STATES.get(ChangeFieldReader.required(status, "state", "the state of the deployment"));
        return state == null ? Optional.empty() : Optional.of(report(event, status, service, state));
    }

    private static ExternalChangeReport report(
            JsonObjectReader event,
            JsonObjectReader status,
            @Nullable String service,
            ExternalChangeReport.State state) {
        JsonObjectReader deployment = event.object("deployment");
        JsonObjectReader repository = event.object("repository");
        String sha = ChangeFieldReader.text(deployment, "sha");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "github:" + ChangeFieldReader.required(repository, "full_name", "the repository"),
                        String.valueOf(deployment.integer("id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> ChangeFieldReader.required(repository, "name", "the name of the repository")),
                ChangeFieldReader.required(deployment, "environment", "the environment"),
                state,
                ChangeFieldReader.requiredTime(status, "created_at"),
                new ExternalChangeReport.Details(
                        ChangeKind.CODE,
                        title(deployment, sha),
                        ChangeFieldReader.text(deployment.object("creator"), "login"),
                        sha,
                        ChangeFieldReader.text(status, "target_url"),
                        null,
                        false,
                        null,
                        null));
    }

    private static String title(JsonObjectReader deployment, @Nullable String sha) {
        String description = ChangeFieldReader.text(deployment, "description");
        String ref = ChangeFieldReader.text(deployment, "ref");
        return description != null ? description : (ref == null ? "" : ref) + (sha == null ? "" : " at " + sha);
    }
}
