// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Events `deployment_status` of GitHub, as its webhook sends them and its actions find them in a file.
public final class GitHubDeployments {
    private static final Map<String, ChangeReport.State> STATES = Map.of(
            "in_progress", ChangeReport.State.STARTED,
            "success", ChangeReport.State.DONE,
            "failure", ChangeReport.State.GIVEN_UP,
            "error", ChangeReport.State.GIVEN_UP);

    private GitHubDeployments() {}

    /// Reads one.
    ///
    /// @param service the service that the repository deploys; null when it has the repository's name
    /// @return empty for an event or a state that says nothing of a change; not to be used when there are faults
    public static Optional<ChangeReport> read(JsonNode body, @Nullable String service, Faults faults) {
        if (!body.path("deployment_status").isObject()) {
            return Optional.empty();
        }
        JsonFields event = new JsonFields(body, "", faults);
        JsonFields status = event.object("deployment_status");
        ChangeReport.State state = STATES.get(Fields.required(status, "state", "the state of the deployment"));
        return state == null ? Optional.empty() : Optional.of(report(event, status, service, state));
    }

    private static ChangeReport report(
            JsonFields event, JsonFields status, @Nullable String service, ChangeReport.State state) {
        JsonFields deployment = event.object("deployment");
        JsonFields repository = event.object("repository");
        String sha = Fields.text(deployment, "sha");
        return new ChangeReport(
                new ChangeReport.Origin(
                        "github:" + Fields.required(repository, "full_name", "the repository"),
                        String.valueOf(deployment.integer("id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> Fields.required(repository, "name", "the name of the repository")),
                Fields.required(deployment, "environment", "the environment"),
                state,
                Fields.requiredTime(status, "created_at"),
                new ChangeReport.Details(
                        ChangeKind.CODE,
                        title(deployment, sha),
                        Fields.text(deployment.object("creator"), "login"),
                        sha,
                        Fields.text(status, "target_url"),
                        null,
                        false,
                        null,
                        null));
    }

    private static String title(JsonFields deployment, @Nullable String sha) {
        String description = Fields.text(deployment, "description");
        String ref = Fields.text(deployment, "ref");
        return description != null ? description : (ref == null ? "" : ref) + (sha == null ? "" : " at " + sha);
    }
}
