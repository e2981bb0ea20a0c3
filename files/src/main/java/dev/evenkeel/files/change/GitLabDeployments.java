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

/// Deployment events of GitLab's webhooks.
public final class GitLabDeployments {
    private static final Map<String, ChangeReport.State> STATES = Map.of(
            "running", ChangeReport.State.STARTED,
            "success", ChangeReport.State.DONE,
            "failed", ChangeReport.State.GIVEN_UP,
            "canceled", ChangeReport.State.GIVEN_UP);

    private GitLabDeployments() {}

    /// Reads one.
    ///
    /// @param service the service that the project deploys; null when it has the project's name
    /// @return empty for an event or a state that says nothing of a change; not to be used when there are faults
    public static Optional<ChangeReport> read(JsonNode body, @Nullable String service, Faults faults) {
        if (!body.path("object_kind").asString("").equals("deployment")) {
            return Optional.empty();
        }
        JsonFields event = new JsonFields(body, "", faults);
        ChangeReport.State state = STATES.get(Fields.required(event, "status", "the status of the deployment"));
        return state == null ? Optional.empty() : Optional.of(report(event, service, state));
    }

    private static ChangeReport report(JsonFields event, @Nullable String service, ChangeReport.State state) {
        JsonFields project = event.object("project");
        return new ChangeReport(
                new ChangeReport.Origin(
                        "gitlab:" + Fields.required(project, "path_with_namespace", "the project"),
                        String.valueOf(event.integer("deployment_id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> Fields.required(project, "name", "the name of the project")),
                Fields.required(event, "environment", "the environment"),
                state,
                Fields.requiredTime(event, "status_changed_at"),
                new ChangeReport.Details(
                        ChangeKind.CODE,
                        Objects.requireNonNullElse(Fields.text(event, "commit_title"), ""),
                        Fields.text(event.object("user"), "username"),
                        Fields.text(event, "short_sha"),
                        Fields.text(event, "deployable_url"),
                        null,
                        false,
                        null,
                        null));
    }
}
