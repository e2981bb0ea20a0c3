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

/// A parser of deployment events of GitLab's webhooks.
public final class GitLabDeploymentParser {
    private static final Map<String, ReportedChangeState> STATES = Map.of(
            "running", ReportedChangeState.STARTED,
            "success", ReportedChangeState.COMPLETED,
            "failed", ReportedChangeState.ABORTED,
            "canceled", ReportedChangeState.ABORTED);

    private GitLabDeploymentParser() {}

    /// Parses an event.
    ///
    /// @param service service that the project deploys; null when it has the project's name
    /// @return empty for an event or a state that is not about a change; must not be used when there are errors
    public static Optional<ExternalChangeReport> parse(
            JsonNode body, @Nullable String service, ValidationErrors errors) {
        if (!body.path("object_kind").asString("").equals("deployment")) {
            return Optional.empty();
        }
        JsonObjectReader event = new JsonObjectReader(body, "", errors);
        ReportedChangeState state = STATES.get(event.requireLine("status", "set the status of the deployment"));
        return state == null ? Optional.empty() : Optional.of(toReport(event, service, state));
    }

    private static ExternalChangeReport toReport(
            JsonObjectReader event, @Nullable String service, ReportedChangeState state) {
        JsonObjectReader project = event.object("project");
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        "gitlab:" + project.requireLine("path_with_namespace", "set the project"),
                        String.valueOf(event.integer("deployment_id", 0))),
                Objects.requireNonNullElseGet(
                        service, () -> project.requireLine("name", "set the name of the project")),
                event.requireLine("environment", "set the environment"),
                state,
                event.requireInstant("status_changed_at"),
                ExternalChangeReport.Details.ofDeployment(
                        Objects.requireNonNullElse(event.line("commit_title"), ""),
                        event.object("user").line("username"),
                        event.line("short_sha"),
                        event.line("deployable_url")));
    }
}
