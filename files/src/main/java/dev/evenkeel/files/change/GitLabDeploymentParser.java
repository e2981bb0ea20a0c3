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

/// Deployment events of GitLab's webhooks.
public final class GitLabDeploymentParser {
    private static final Map<String, ExternalChangeReport.State> STATES = Map.of(
            "running", ExternalChangeReport.State.STARTED,
            "success", ExternalChangeReport.State.DONE,
            "failed", ExternalChangeReport.State.GIVEN_UP,
            "canceled", ExternalChangeReport.State.GIVEN_UP);

    private GitLabDeploymentParser() {}

    /// Reads one.
    ///
    /// @param service the service that the project deploys; null when it has the project's name
    /// @return empty for an event or a state that says nothing of a change; not to be used when there are
    ///     faults
    public static Optional<ExternalChangeReport> read(
            JsonNode body, @Nullable String service, ValidationErrors faults) {
        if (!body.path("object_kind").asString("").equals("deployment")) {
            return Optional.empty();
        }
        JsonObjectReader event = new JsonObjectReader(body, "", faults);
        ExternalChangeReport.State state =
                STATES.get(ChangeFieldReader.required(event, "status", "the status of the deployment"));
        return state == null ? Optional.empty() : Optional.of(report(event, service, state));
    }

    private static ExternalChangeReport report(
            JsonObjectReader event, @Nullable String service, ExternalChangeReport.State state) {
        JsonObjectReader project = event.object("project");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "gitlab:" + ChangeFieldReader.required(project, "path_with_namespace", "the project"),
                        String.valueOf(event.integer("deployment_id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> ChangeFieldReader.required(project, "name", "the name of the project")),
                ChangeFieldReader.required(event, "environment", "the environment"),
                state,
                ChangeFieldReader.requiredTime(event, "status_changed_at"),
                new ExternalChangeReport.Details(
                        ChangeKind.CODE,
                        Objects.requireNonNullElse(ChangeFieldReader.text(event, "commit_title"), ""),
                        ChangeFieldReader.text(event.object("user"), "username"),
                        ChangeFieldReader.text(event, "short_sha"),
                        ChangeFieldReader.text(event, "deployable_url"),
                        null,
                        false,
                        null,
                        null));
    }
}
